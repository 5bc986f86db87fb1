using Infra.Crds;
using Infra.Model;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Platform;

/// <summary>
/// The route by which Docker hosts push log lines to Loki: one path, and the addresses of these hosts alone. Loki asks for no password, so
/// there is no route without this list.
/// </summary>
public sealed class LogRoute : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:LogRoute";

    private const string Name = "loki-push";
    private const string Secret = $"{Name}-tls";

    private readonly string _name;
    private readonly LogRouteArgs _args;
    private readonly StackContext _context;

    /// <summary>Creates the route.</summary>
    /// <exception cref="InvalidOperationException">No address may push.</exception>
    public LogRoute(string name, LogRouteArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        (_name, _args, _context) = (name, args, context);
        var system = context.System;
        var allowed = LogPush.AllowedOf(system) ?? throw new InvalidOperationException("no address may push log lines");
        var filter = new Middleware(
            $"{name}-allow-list",
            new()
            {
                Metadata = Metadata($"{Name}-allow-list"),
                Spec = new MiddlewareSpecArgs { IpAllowList = RequestFilters.AllowList(system.Ingress, allowed) },
            },
            Inside());
        var encrypted = system.Ingress.Tls.Mode == TlsMode.CertManager;
        var host = LogPush.HostOf(system);
        if (encrypted)
        {
            Certify(host);
        }

        var spec = new IngressRouteSpecArgs
        {
            EntryPoints = new[] { encrypted ? "websecure" : "web" },
            Routes = new[]
            {
                new IngressRouteRuleArgs
                {
                    Kind = "Rule",
                    Match = $"Host(`{host}`) && Path(`{LokiEndpoint.PushPath}`)",
                    Middlewares = new[] { new TraefikReferenceArgs { Name = $"{Name}-allow-list" } },
                    Services = new[] { new TraefikShareArgs { Name = LokiEndpoint.Service, Port = LokiEndpoint.Port } },
                },
            },
        };
        if (encrypted)
        {
            spec.Tls = new IngressRouteTlsArgs { SecretName = Secret };
        }

        _ = new IngressRoute($"{name}-route", new() { Metadata = Metadata(Name), Spec = spec }, Inside(filter));
        RegisterOutputs();
    }

    private void Certify(string host)
    {
        var metadata = Metadata(Name);
        // The certificate is ready when its name in DNS points here, which is after the run of this program.
        metadata.Annotations.Add("pulumi.com/skipAwait", "true");
        _ = new Certificate(
            $"{_name}-certificate",
            new()
            {
                Metadata = metadata,
                Spec = new CertificateSpecArgs
                {
                    SecretName = Secret,
                    DnsNames = new[] { host },
                    IssuerRef = new CertificateIssuerRefArgs
                    {
                        Name = Certificates.IssuerOf(_context.System.Ingress.Tls),
                        Kind = "ClusterIssuer",
                        Group = "cert-manager.io",
                    },
                    PrivateKey = new CertificatePrivateKeyArgs { Algorithm = "ECDSA", Size = 256, RotationPolicy = "Always" },
                    SecretTemplate = new CertificateSecretTemplateArgs { Labels = _context.LabelsWith() },
                },
            },
            Inside());
    }

    private ObjectMetaArgs Metadata(string name) => _context.Metadata(_context.System.Observability.Namespace, name);

    private CustomResourceOptions Inside(params Resource[] after) =>
        StackContext.Inside(this, _args.Namespace, [.. _args.After, .. after]);
}
