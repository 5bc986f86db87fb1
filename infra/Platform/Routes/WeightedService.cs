using Infra.Crds;
using Pulumi;

namespace Infra.Platform;

/// <summary>
/// One name for several services with shares of the requests: two environments (A/B), two slots (blue-green), a Docker host and the
/// cluster. The name stays when the shares change, even with one service, so a shift of traffic, and its reversal, updates this object
/// alone.
/// </summary>
public sealed class WeightedService : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:WeightedService";

    private const int Whole = 100;

    /// <summary>The object that routes refer to.</summary>
    public TraefikService Service { get; }

    /// <summary>Creates the service.</summary>
    /// <exception cref="ArgumentException">The shares do not sum to 100, or one service occurs twice.</exception>
    public WeightedService(string name, WeightedServiceArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        Service = new(
            $"{name}-weights",
            new()
            {
                Metadata = context.Metadata(args.Namespace, args.Name),
                Spec = new TraefikServiceSpecArgs { Weighted = Weighted(args) },
            },
            new() { Parent = this, DependsOn = args.After.ToArray(), DeletedWith = args.DeletedWith });
        RegisterOutputs();
    }

    /// <summary>
    /// The weights for Traefik. A share of zero is left out: it gets no request either way, but Traefik refuses the whole object if the
    /// service does not exist.
    /// </summary>
    /// <exception cref="ArgumentException">The shares do not sum to 100, or one service occurs twice.</exception>
    public static TraefikWeightedArgs Weighted(WeightedServiceArgs args)
    {
        Check(args);
        var services = new List<TraefikShareArgs>(args.Shares.Count);
        foreach (var share in args.Shares)
        {
            if (share.Weight > 0)
            {
                services.Add(ToArgs(share, args.Namespace));
            }
        }

        var weighted = new TraefikWeightedArgs { Services = services };
        if (args.Sticky is { } sticky)
        {
            weighted.Sticky = new TraefikStickyArgs { Cookie = ToArgs(sticky) };
        }

        return weighted;
    }

    private static void Check(WeightedServiceArgs args)
    {
        var (sum, known) = (0L, new HashSet<string>(StringComparer.Ordinal));
        foreach (var share in args.Shares)
        {
            if (share.Weight < 0)
            {
                throw new ArgumentException(
                    $"the share of '{share.Service}' behind '{args.Name}' is {share.Weight}; it is 0 or more",
                    nameof(args));
            }

            if (!known.Add($"{share.Namespace}/{share.Service}:{share.Port}"))
            {
                throw new ArgumentException($"'{share.Service}' is behind '{args.Name}' twice; give it one share", nameof(args));
            }

            sum += share.Weight;
        }

        if (sum != Whole)
        {
            var shares = string.Join(" + ", args.Shares.Select(share => share.Weight));
            throw new ArgumentException($"the shares behind '{args.Name}' are {shares}; together they are {Whole}", nameof(args));
        }
    }

    private static TraefikShareArgs ToArgs(WeightedShare share, string own)
    {
        var args = new TraefikShareArgs
        {
            Name = share.Service,
            Kind = share.Port is null ? "TraefikService" : "Service",
            Weight = share.Weight,
        };
        if (share.Number is { } number)
        {
            args.Port = number;
        }
        else if (share.Port is not null)
        {
            args.Port = share.Port;
        }

        if (share.Namespace != own)
        {
            args.Namespace = share.Namespace;
        }

        if (share.Transport is { } transport)
        {
            (args.ServersTransport, args.PassHostHeader) = (transport, true);
        }

        if (share.Https)
        {
            args.Scheme = "https";
        }

        return args;
    }

    private static TraefikCookieArgs ToArgs(StickyCookie sticky)
    {
        var cookie = new TraefikCookieArgs
        {
            Name = sticky.Name,
            Secure = sticky.Secure,
            HttpOnly = true,
            SameSite = "lax",
            Path = sticky.Path,
        };
        if (sticky.MaxAge is { } seconds)
        {
            cookie.MaxAge = seconds;
        }

        return cookie;
    }
}
