using Infra.Charts;
using Infra.Parts;

namespace Infra.Platform;

/// <summary>Pinned versions of <see cref="Certificates"/>.</summary>
public static class CertificatesVersions
{
    /// <summary>The chart of cert-manager, with cert-manager's version (29 July 2026).</summary>
    public static readonly Chart CertManager = new("oci://quay.io/jetstack/charts/cert-manager", null, "v1.21.1");

    /// <summary>The versions that cert-manager 1.21 supports (https://cert-manager.io/docs/releases/).</summary>
    public static SupportedKubernetes Kubernetes { get; } = new("cert-manager 1.21", 33, 36);
}
