using Infra.Charts;
using Infra.Crds;
using Infra.Model;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Platform;

/// <summary>
/// cert-manager and the issuers at Let's Encrypt: once for a cluster, in the stack that owns it. The certificates are beside the routes
/// that use them, in every stack of the cluster.
/// </summary>
public sealed class Certificates : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:Certificates";

    /// <summary>cert-manager's namespace and release.</summary>
    public const string Namespace = "cert-manager";

    /// <summary>The issuer whose certificates browsers trust.</summary>
    public const string Production = "letsencrypt-production";

    /// <summary>The issuer for tests: generous limits, and certificates that no browser trusts.</summary>
    public const string Staging = "letsencrypt-staging";

    private const string ProductionServer = "https://acme-v02.api.letsencrypt.org/directory";
    private const string StagingServer = "https://acme-staging-v02.api.letsencrypt.org/directory";
    private const string TokenSecret = "cloudflare-api-token";
    private const string TokenKey = "api-token";

    private readonly string _name;
    private readonly StackContext _context;
    private readonly TlsSpec _tls;

    /// <summary>
    /// The resources that a certificate depends on in the stack that owns the cluster: the issuers, and through them the webhook.
    /// </summary>
    public IReadOnlyList<Resource> Ready { get; }

    /// <summary>Installs cert-manager and its issuers.</summary>
    public Certificates(string name, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        (_name, _context, _tls) = (name, context, context.System.Ingress.Tls);
        // Every container of the chart conforms to the strictest level.
        var @namespace = PlatformNamespace.Create($"{name}-namespace", Namespace, PodSecurityLevel.Restricted, context, this);
        var release = ChartRelease.Create(
            $"{name}-cert-manager",
            Namespace,
            CertificatesVersions.CertManager,
            Namespace,
            CertManagerValues.For(_tls, context.System.Cluster.Nodes, Namespace, Namespace),
            new() { Parent = this, DependsOn = { @namespace }, Protect = context.Protect });
        Resource[] first = _tls.Challenge == AcmeChallenge.Dns01 ? [release, CreateToken(@namespace)] : [release];
        Ready = [CreateIssuer("production", Production, ProductionServer, first), CreateIssuer("staging", Staging, StagingServer, first)];
        RegisterOutputs();
    }

    /// <summary>The issuer of the settings.</summary>
    public static string IssuerOf(TlsSpec tls) => tls.Staging ? Staging : Production;

    /// <summary>The solver that proves control over a domain.</summary>
    public static AcmeSolverArgs SolverOf(TlsSpec tls) => tls.Challenge switch
    {
        AcmeChallenge.Http01 => new()
        {
            Http01 = new AcmeHttp01Args { Ingress = new AcmeHttp01IngressArgs { IngressClassName = "traefik" } },
        },
        AcmeChallenge.Dns01 => new()
        {
            Dns01 = new AcmeDns01Args
            {
                Cloudflare = new AcmeCloudflareArgs { ApiTokenSecretRef = new SecretKeyRefArgs { Name = TokenSecret, Key = TokenKey } },
            },
        },
        _ => throw new ArgumentOutOfRangeException(nameof(tls), tls.Challenge, "no such challenge"),
    };

    private CoreV1.Secret CreateToken(CoreV1.Namespace @namespace) => new(
        $"{_name}-cloudflare-token",
        new SecretArgs
        {
            Metadata = _context.Metadata(Namespace, TokenSecret),
            StringData =
            {
                [TokenKey] = _context.Secret(
                    _tls.CloudflareToken ?? throw new InvalidOperationException("DNS-01 needs a Cloudflare token")),
            },
        },
        StackContext.Inside(this, @namespace));

    private ClusterIssuer CreateIssuer(string noun, string issuer, string server, Resource[] after)
    {
        var acme = new AcmeIssuerArgs
        {
            Server = server,
            PrivateKeySecretRef = new SecretKeyRefArgs { Name = $"{issuer}-account" },
            Solvers = new[] { SolverOf(_tls) },
        };
        if (_tls.Email is { } email)
        {
            acme.Email = email;
        }

        return new(
            $"{_name}-{noun}",
            new() { Metadata = _context.Metadata(null, issuer), Spec = new ClusterIssuerSpecArgs { Acme = acme } },
            new() { Parent = this, DependsOn = after });
    }
}
