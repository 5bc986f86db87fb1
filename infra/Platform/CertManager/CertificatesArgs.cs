using Infra.Model;
using Pulumi;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Platform;

/// <summary>Inputs of <see cref="Certificates"/>.</summary>
public sealed record CertificatesArgs
{
    /// <summary>Where certificates come from; its mode is <see cref="TlsMode.CertManager"/>.</summary>
    public required TlsSpec Tls { get; init; }

    /// <summary>The nodes of the cluster.</summary>
    public required IReadOnlyList<NodeSpec> Nodes { get; init; }

    /// <summary>The namespace of the cluster's TLS settings.</summary>
    public required CoreV1.Namespace IngressNamespace { get; init; }

    /// <summary>Name of <see cref="IngressNamespace"/>.</summary>
    public required string IngressNamespaceName { get; init; }

    /// <summary>API token for the zone at Cloudflare; required by <see cref="AcmeChallenge.Dns01"/>.</summary>
    public Output<string>? CloudflareToken { get; init; }

    /// <summary>Labels of every object.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Refuses to delete cert-manager and its namespace.</summary>
    public bool Protect { get; init; }
}
