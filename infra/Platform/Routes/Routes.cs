using Infra.Crds;
using Infra.Model;
using Infra.Naming;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Platform;

/// <summary>
/// The published hosts of a stack: for each a route, its middlewares, the services that answer with their shares, and its certificate. They
/// are beside their app, in its namespace, and name only issuers and entry points of the cluster, so that a stack in another stack's
/// cluster makes its own. Nothing waits for an address, nor for a certificate, which is issued once the name is in DNS.
/// </summary>
public sealed class Routes : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:Routes";

    private const string Web = "web";
    private const string WebSecure = "websecure";
    private const string AnyLabel = "*.";
    private const string DockerTransport = "docker-hosts";
    private const string DialTimeout = "5s";
    private const int LongestPath = PathPrefixAttribute.Longest;

    private readonly string _name;
    private readonly RoutesArgs _args;
    private readonly StackContext _context;
    private readonly IngressSpec _ingress;
    private readonly Dictionary<string, Resource> _once = new(StringComparer.Ordinal);

    /// <summary>Publishes the hosts.</summary>
    public Routes(string name, RoutesArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        (_name, _args, _context, _ingress) = (name, args, context, context.System.Ingress);
        foreach (var host in args.Hosts)
        {
            Publish(host);
        }

        RegisterOutputs();
    }

    /// <summary>
    /// The rule by which Traefik matches a host's requests; the longer path wins. The matcher <c>Host</c> of Traefik 3.6 knows no wildcards
    /// (https://doc.traefik.io/traefik/v3.6/reference/routing-configuration/http/routing/rules-and-priority/).
    /// </summary>
    public static string Rule(string fullName, string path)
    {
        var host = fullName.StartsWith(AnyLabel, StringComparison.Ordinal)
            ? $"HostRegexp(`^[^.]+\\.{fullName[AnyLabel.Length..].Replace(".", "\\.")}$`)"
            : $"Host(`{fullName}`)";
        return path == "/" ? host : $"{host} && PathPrefix(`{path}`)";
    }

    /// <summary>
    /// The priority of a wildcard's rule; null for the length of the rule, which is Traefik's own choice. A wildcard's rule is longer than
    /// those of the names that it includes and would win; below zero it is behind all of them, and the longer path still wins.
    /// </summary>
    public static int? Priority(HostSpec host) => host.IsWildcard() ? host.Path.Length - LongestPath - 1 : null;

    /// <summary>The secret with the certificate of a host's full name.</summary>
    public static string CertificateSecret(HostSpec host) => $"{host.LabelObjectName()}-tls";

    private bool Encrypted => _ingress.Tls.Mode == TlsMode.CertManager;

    private void Publish(PublishedHost host)
    {
        var spec = host.Spec;
        var filters = RequestFilters.Of(_ingress, spec, _context.System.Cluster.Firewall, SignInOf(spec));
        var service = Share(host);
        var needs = new List<Resource>(filters.Count + 1) { service.Service };
        foreach (var filter in filters)
        {
            needs.Add(Filter(host, filter));
        }

        if (Encrypted && host.BringsCertificate)
        {
            Certify(host);
        }

        Route(host, "", Encrypted ? WebSecure : Web, Encrypted, filters, needs);
        if (Encrypted && !_ingress.Traefik.RedirectToHttps)
        {
            Route(host, "-http", Web, false, filters, needs);
        }
    }

    private string? SignInOf(HostSpec host) =>
        SignIns.Of(_ingress, host) is { } signIn ? SignIns.AddressOf(_context.System, signIn) : null;

    private WeightedService Share(PublishedHost host)
    {
        var spec = host.Spec;
        var shares = new List<WeightedShare>(host.Shares.Count);
        var after = Before(host.Namespace);
        foreach (var share in host.Shares)
        {
            var released = spec.App is { } app
                && _context.System.Releases(app)
                && share.Service == app
                && share.Namespace == host.Namespace;
            var service = released ? CanaryName.Service(share.Service) : share.Service;
            if (share.Weight > 0 && _args.Services.TryGetValue($"{share.Namespace}/{service}", out var services))
            {
                after.AddRange(services);
            }

            string? transport = null;
            if (share is { OnDocker: true, Weight: > 0 })
            {
                transport = share.Https is null ? DockerTransport : $"{DockerTransport}-{spec.LabelObjectName()}";
                after.Add(Transport(host, transport, share.Https));
            }

            // Flagger's service is a Traefik service, which has no port.
            shares.Add(released
                ? new(service, share.Namespace, null, share.Weight)
                : new(service, share.Namespace, share.Port, share.Weight)
                {
                    Number = share.Number,
                    Transport = transport,
                    Https = transport is not null && share.Https is not null,
                });
        }

        return new(
            $"{_name}-{spec.ObjectName()}",
            new()
            {
                Name = ServiceOf(spec),
                Namespace = host.Namespace,
                Shares = shares,
                Sticky = spec.IsSticky() ? new($"{spec.ObjectName()}-share", _ingress.Tls.Mode != TlsMode.None, spec.Path) : null,
                After = after,
                DeletedWith = CreatedOf(host.Namespace),
            },
            _context,
            new() { Parent = this });
    }

    /// <summary>
    /// Connections to Docker hosts. Nothing takes the address of a host that is off out of its service, and Traefik checks no service of
    /// Kubernetes by itself: its share of the requests fails after this time, and not after 30 seconds.
    /// </summary>
    private Resource Transport(PublishedHost host, string transport, ComposeHttpsSpec? https)
    {
        var key = $"{_name}-{host.Namespace}-{transport}";
        if (!_once.TryGetValue(key, out var made))
        {
            var spec = new ServersTransportSpecArgs { ForwardingTimeouts = new ForwardingTimeoutsArgs { DialTimeout = DialTimeout } };
            Resource? authority = null;
            if (https is not null)
            {
                // The host's site is chosen by this name, and its certificate is verified for it.
                spec.ServerName = host.FullName;
                if (https.Authority is { } certificates)
                {
                    authority = Authority(key, host.Namespace, transport, certificates);
                    spec.RootCas = new RootCaArgs { ConfigMap = transport };
                }
            }

            made = new ServersTransport(
                key, new() { Metadata = _context.Metadata(host.Namespace, transport), Spec = spec }, Inside(host.Namespace, authority));
            _once.Add(key, made);
        }

        return made;
    }

    private CoreV1.ConfigMap Authority(string key, string @namespace, string name, string certificates) => new(
        $"{key}-authority",
        new ConfigMapArgs { Metadata = _context.Metadata(@namespace, name), Data = { ["ca.crt"] = certificates } },
        Inside(@namespace));

    private Resource Filter(PublishedHost host, RequestFilter filter)
    {
        var key = $"{_name}-{host.Namespace}-{filter.Name}";
        if (!_once.TryGetValue(key, out var made))
        {
            made = new Middleware(
                key,
                new() { Metadata = _context.Metadata(host.Namespace, filter.Name), Spec = filter.Spec },
                Inside(host.Namespace, filter.Spec.BasicAuth is null ? null : Users(host)));
            _once.Add(key, made);
        }

        return made;
    }

    private CoreV1.Secret Users(PublishedHost host) => new(
        $"{_name}-{host.Namespace}-{host.Spec.ObjectName()}-users",
        new SecretArgs
        {
            Metadata = _context.Metadata(host.Namespace, $"{host.Spec.ObjectName()}-basic-auth"),
            StringData = { ["users"] = _context.Secret(host.Spec.BasicAuth!) },
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
                Metadata = Unawaited(host.Namespace, label),
                Spec = new CertificateSpecArgs
                {
                    SecretName = CertificateSecret(host.Spec),
                    DnsNames = new[] { host.FullName },
                    IssuerRef = new CertificateIssuerRefArgs
                    {
                        Name = Certificates.IssuerOf(_ingress.Tls),
                        Kind = "ClusterIssuer",
                        Group = "cert-manager.io",
                    },
                    PrivateKey = new CertificatePrivateKeyArgs { Algorithm = "ECDSA", Size = 256, RotationPolicy = "Always" },
                    SecretTemplate = new CertificateSecretTemplateArgs { Labels = _context.LabelsWith() },
                },
            },
            Inside(host.Namespace)));
    }

    private void Route(
        PublishedHost host, string suffix, string entryPoint, bool encrypted, IReadOnlyList<RequestFilter> filters, List<Resource> needs)
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
                    Priority = Priority(host.Spec) is { } priority ? priority : null,
                    Middlewares = references.Count > 0 ? references : (InputList<TraefikReferenceArgs>?)null,
                    Services = new[] { new TraefikShareArgs { Name = ServiceOf(host.Spec), Kind = "TraefikService" } },
                },
            },
        };
        if (encrypted)
        {
            // Without a secret, Traefik chooses among all certificates by the name.
            spec.Tls = host.BringsCertificate ? new IngressRouteTlsArgs { SecretName = CertificateSecret(host.Spec) } : new();
        }

        _ = new IngressRoute(
            $"{_name}-{host.Spec.ObjectName()}{suffix}-route",
            new() { Metadata = _context.Metadata(host.Namespace, $"{host.Spec.ObjectName()}{suffix}"), Spec = spec },
            new() { Parent = this, DependsOn = needs.ToArray(), DeletedWith = CreatedOf(host.Namespace) });
    }

    private static string ServiceOf(HostSpec host) => $"{host.ObjectName()}-shares";

    // The certificate is ready when its name in DNS points here, which is after the run of this program.
    private ObjectMetaArgs Unawaited(string @namespace, string name)
    {
        var metadata = _context.Metadata(@namespace, name);
        metadata.Annotations.Add("pulumi.com/skipAwait", "true");
        return metadata;
    }

    private CustomResourceOptions Inside(string @namespace, Resource? needs = null)
    {
        var after = Before(@namespace);
        if (needs is not null)
        {
            after.Add(needs);
        }

        return new() { Parent = this, DependsOn = after.ToArray(), DeletedWith = CreatedOf(@namespace) };
    }

    private List<Resource> Before(string @namespace)
    {
        var before = new List<Resource>(_args.After);
        if (CreatedOf(@namespace) is { } own)
        {
            before.Add(own);
        }

        return before;
    }

    private CoreV1.Namespace? CreatedOf(string @namespace) => _args.Namespaces.TryGetValue(@namespace, out var own) ? own : null;
}
