using Infra.Charts;
using Infra.Crds;
using Infra.Model;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Platform;

/// <summary>
/// cert-manager, the issuers at Let's Encrypt, and how TLS is spoken: once a cluster, in the stack that owns it. The
/// certificates themselves are beside the routes that show them, in every stack that lives there.
/// </summary>
public sealed class Certificates : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:Certificates";

    /// <summary>cert-manager's namespace and release.</summary>
    public const string Namespace = "cert-manager";

    /// <summary>The issuer whose certificates browsers trust.</summary>
    public const string Production = "letsencrypt-production";

    /// <summary>The issuer to try with: generous limits, and no browser trusts it.</summary>
    public const string Staging = "letsencrypt-staging";

    private const string ProductionServer = "https://acme-v02.api.letsencrypt.org/directory";
    private const string StagingServer = "https://acme-staging-v02.api.letsencrypt.org/directory";
    private const string TokenSecret = "cloudflare-api-token";
    private const string TokenKey = "api-token";

    private readonly string _name;
    private readonly CertificatesArgs _args;

    /// <summary>What a certificate depends on in the stack that owns the cluster: the issuers, and through them the webhook.</summary>
    public IReadOnlyList<Resource> Ready { get; }

    /// <summary>Installs cert-manager and its issuers.</summary>
    public Certificates(string name, CertificatesArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        _name = name;
        _args = args;
        // Every container of the chart meets the strictest level.
        var space = PlatformNamespace.Create($"{name}-namespace", Namespace, PodSecurityLevel.Restricted, args.Labels, new() { Parent = this, Protect = args.Protect });
        var release = ChartRelease.Create(
            $"{name}-cert-manager",
            Namespace,
            CertificatesVersions.CertManager,
            Namespace,
            CertManagerValues.For(args.Tls, args.Nodes, Namespace, Namespace),
            new() { Parent = this, DependsOn = { space }, Protect = args.Protect });
        Resource[] first = args.Tls.Challenge == AcmeChallenge.Dns01 ? [release, CreateToken(space)] : [release];
        Ready = [CreateIssuer("production", Production, ProductionServer, first), CreateIssuer("staging", Staging, StagingServer, first)];
        CreateTlsSettings(release);
        RegisterOutputs();
    }

    /// <summary>The issuer that settings choose.</summary>
    public static string IssuerOf(TlsSpec tls) => tls.Staging ? Staging : Production;

    /// <summary>How control over a domain is shown.</summary>
    public static AcmeSolverArgs SolverOf(TlsSpec tls) => tls.Challenge switch
    {
        AcmeChallenge.Http01 => new() { Http01 = new AcmeHttp01Args { Ingress = new AcmeHttp01IngressArgs { IngressClassName = "traefik" } } },
        AcmeChallenge.Dns01 => new() { Dns01 = new AcmeDns01Args { Cloudflare = new AcmeCloudflareArgs { ApiTokenSecretRef = new SecretKeyRefArgs { Name = TokenSecret, Key = TokenKey } } } },
        _ => throw new ArgumentOutOfRangeException(nameof(tls), tls.Challenge, "no such challenge"),
    };

    private CoreV1.Secret CreateToken(CoreV1.Namespace space) => new(
        $"{_name}-cloudflare-token",
        new SecretArgs
        {
            Metadata = Named(TokenSecret, Namespace),
            StringData = { [TokenKey] = _args.CloudflareToken ?? throw new InvalidOperationException("DNS-01 needs a Cloudflare token") },
        },
        new() { Parent = this, DependsOn = { space }, DeletedWith = space });

    private ClusterIssuer CreateIssuer(string noun, string issuer, string server, Resource[] after)
    {
        var acme = new AcmeIssuerArgs
        {
            Server = server,
            PrivateKeySecretRef = new SecretKeyRefArgs { Name = $"{issuer}-account" },
            Solvers = new[] { SolverOf(_args.Tls) },
        };
        if (_args.Tls.Email is { } email)
        {
            acme.Email = email;
        }

        return new(
            $"{_name}-{noun}",
            new() { Metadata = Named(issuer, null), Spec = new ClusterIssuerSpecArgs { Acme = acme } },
            new() { Parent = this, DependsOn = after });
    }

    // After the release, which gives k3s's own job the time to bring Traefik's kinds into a new cluster.
    private void CreateTlsSettings(Resource release) => _ = new TlsOption(
        $"{_name}-tls",
        new()
        {
            Metadata = Named("default", _args.IngressNamespaceName),
            Spec = new TlsOptionSpecArgs { MinVersion = "VersionTLS12", SniStrict = true },
        },
        new() { Parent = this, DependsOn = { release, _args.IngressNamespace }, DeletedWith = _args.IngressNamespace });

    private ObjectMetaArgs Named(string name, string? space)
    {
        var metadata = new ObjectMetaArgs { Name = name, Labels = _args.Labels.ToDictionary(StringComparer.Ordinal) };
        if (space is not null)
        {
            metadata.Namespace = space;
        }

        return metadata;
    }
}
