using Infra.Crds;
using Pulumi;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Platform;

/// <summary>Traefik's TLS settings that all published hosts of a cluster share.</summary>
public static class TlsSettings
{
    /// <summary>Creates the settings.</summary>
    /// <param name="resource">The resource's logical name.</param>
    /// <param name="namespace">The namespace; Traefik takes the settings of this name from any.</param>
    /// <param name="after">cert-manager: while it is installed, k3s's own job installs Traefik's kinds in a new cluster.</param>
    /// <param name="context">The stack's context.</param>
    /// <param name="parent">The component that the settings belong to.</param>
    public static TlsOption Create(
        string resource, CoreV1.Namespace @namespace, IReadOnlyList<Resource> after, StackContext context, Resource parent) => new(
        resource,
        new()
        {
            Metadata = context.Metadata(context.System.Ingress.Namespace, "default"),
            Spec = new TlsOptionSpecArgs { MinVersion = "VersionTLS12", SniStrict = true },
        },
        StackContext.Inside(parent, @namespace, [.. after]));
}
