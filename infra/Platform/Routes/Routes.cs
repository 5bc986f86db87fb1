using Infra.Crds;
using Infra.Model;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Platform;

/// <summary>
/// The published hosts of a stack: for each a route, what is done to its requests, who answers them in which share, and
/// its certificate. They are beside their app, in its namespace, and name issuers and entry points only, so that a stack
/// in another's cluster makes its own. Nothing here waits: not for an address, and not for a certificate, which comes
/// when the name in DNS does.
/// </summary>
public sealed class Routes : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:Routes";

    private const string Web = "web";
    private const string WebSecure = "websecure";

    private readonly string _name;
    private readonly RoutesArgs _args;
    private readonly Dictionary<string, Resource> _once = new(StringComparer.Ordinal);

    /// <summary>Publishes the hosts.</summary>
    public Routes(string name, RoutesArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        _name = name;
        _args = args;
        foreach (var host in args.Hosts)
        {
            Publish(host);
        }

        RegisterOutputs();
    }

    /// <summary>The rule by which Traefik knows a host's requests; the longer path wins.</summary>
    public static string Rule(string fullName, string path) =>
        path == "/" ? $"Host(`{fullName}`)" : $"Host(`{fullName}`) && PathPrefix(`{path}`)";

    /// <summary>The secret with the certificate of a host's full name.</summary>
    public static string CertificateSecret(HostSpec host) => $"{host.LabelObjectName()}-tls";

    private bool Encrypted => _args.Ingress.Tls.Mode == TlsMode.CertManager;

    private void Publish(PublishedHost host)
    {
        var spec = host.Spec;
        var filters = RequestFilters.Of(_args.Ingress, spec, _args.Firewall);
        var service = Share(host);
        var needs = new List<Resource>(filters.Count + 1) { service.Service };
        foreach (var filter in filters)
        {
            needs.Add(Filter(host, filter));
        }

        if (Encrypted)
        {
            Certify(host);
        }

        Route(host, "", Encrypted ? WebSecure : Web, Encrypted, filters, needs);
        if (Encrypted && !_args.Ingress.Traefik.RedirectToHttps)
        {
            Route(host, "-http", Web, false, filters, needs);
        }
    }

    private WeightedService Share(PublishedHost host)
    {
        var spec = host.Spec;
        var shares = new List<WeightedShare>(host.Shares.Count);
        foreach (var share in host.Shares)
        {
            shares.Add(new(share.Service, share.Namespace, share.Port, share.Weight));
        }

        return new(
            $"{_name}-{spec.ObjectName()}",
            new()
            {
                Name = ServiceOf(spec),
                Namespace = host.Namespace,
                Shares = shares,
                Sticky = spec.Sticky ? new($"{spec.ObjectName()}-share", _args.Ingress.Tls.Mode != TlsMode.None, spec.Path) : null,
                Labels = _args.Labels,
                After = Before(host.Namespace),
                DeletedWith = SpaceOf(host.Namespace),
            },
            new() { Parent = this });
    }

    private Resource Filter(PublishedHost host, RequestFilter filter)
    {
        var key = $"{_name}-{host.Namespace}-{filter.Name}";
        if (!_once.TryGetValue(key, out var made))
        {
            made = new Middleware(key, new() { Metadata = Named(filter.Name, host.Namespace), Spec = filter.Spec }, Inside(host.Namespace, filter.Spec.BasicAuth is null ? null : Users(host)));
            _once.Add(key, made);
        }

        return made;
    }

    private CoreV1.Secret Users(PublishedHost host) => new(
        $"{_name}-{host.Namespace}-{host.Spec.ObjectName()}-users",
        new SecretArgs
        {
            Metadata = Named($"{host.Spec.ObjectName()}-basic-auth", host.Namespace),
            StringData = { ["users"] = _args.Users[host.Spec.Name] },
        },
        Inside(host.Namespace));

    private void Certify(PublishedHost host)
    {
        var label = host.Spec.LabelObjectName();
        var key = $"{_name}-{host.Namespace}-{label}-certificate";
        if (_once.ContainsKey(key))
        {
            return;
        }

        _once.Add(key, new Certificate(
            key,
            new()
            {
                Metadata = Unawaited(label, host.Namespace),
                Spec = new CertificateSpecArgs
                {
                    SecretName = CertificateSecret(host.Spec),
                    DnsNames = new[] { host.FullName },
                    IssuerRef = new CertificateIssuerRefArgs { Name = Certificates.IssuerOf(_args.Ingress.Tls), Kind = "ClusterIssuer", Group = "cert-manager.io" },
                    PrivateKey = new CertificatePrivateKeyArgs { Algorithm = "ECDSA", Size = 256, RotationPolicy = "Always" },
                    SecretTemplate = new CertificateSecretTemplateArgs { Labels = _args.Labels.ToDictionary(StringComparer.Ordinal) },
                },
            },
            Inside(host.Namespace)));
    }

    private void Route(PublishedHost host, string suffix, string entryPoint, bool encrypted, IReadOnlyList<RequestFilter> filters, List<Resource> needs)
    {
        var references = new List<TraefikReferenceArgs>(filters.Count);
        foreach (var filter in filters)
        {
            references.Add(new() { Name = filter.Name });
        }

        var spec = new IngressRouteSpecArgs
        {
            EntryPoints = new[] { entryPoint },
            Routes = new[]
            {
                new IngressRouteRuleArgs
                {
                    Kind = "Rule",
                    Match = Rule(host.FullName, host.Spec.Path),
                    Middlewares = references,
                    Services = new[] { new TraefikShareArgs { Name = ServiceOf(host.Spec), Kind = "TraefikService" } },
                },
            },
        };
        if (encrypted)
        {
            spec.Tls = new IngressRouteTlsArgs { SecretName = CertificateSecret(host.Spec) };
        }

        _ = new IngressRoute(
            $"{_name}-{host.Spec.ObjectName()}{suffix}-route",
            new() { Metadata = Named($"{host.Spec.ObjectName()}{suffix}", host.Namespace), Spec = spec },
            new() { Parent = this, DependsOn = needs.ToArray(), DeletedWith = SpaceOf(host.Namespace) });
    }

    private static string ServiceOf(HostSpec host) => $"{host.ObjectName()}-shares";

    private ObjectMetaArgs Named(string name, string space) => new() { Name = name, Namespace = space, Labels = _args.Labels.ToDictionary(StringComparer.Ordinal) };

    // It is ready when the name in DNS points here, which is after this program's run.
    private ObjectMetaArgs Unawaited(string name, string space) => new()
    {
        Name = name,
        Namespace = space,
        Labels = _args.Labels.ToDictionary(StringComparer.Ordinal),
        Annotations = { ["pulumi.com/skipAwait"] = "true" },
    };

    private CustomResourceOptions Inside(string space, Resource? needs = null)
    {
        var after = Before(space);
        if (needs is not null)
        {
            after.Add(needs);
        }

        return new() { Parent = this, DependsOn = after.ToArray(), DeletedWith = SpaceOf(space) };
    }

    private List<Resource> Before(string space)
    {
        var before = new List<Resource>(_args.After);
        if (SpaceOf(space) is { } own)
        {
            before.Add(own);
        }

        return before;
    }

    private CoreV1.Namespace? SpaceOf(string space) => _args.Namespaces.TryGetValue(space, out var own) ? own : null;
}
