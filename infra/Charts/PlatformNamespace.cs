using Infra.Model;
using Infra.Naming;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Charts;

/// <summary>A namespace that belongs to one part of the platform; the described system's own are the tenancy's.</summary>
public static class PlatformNamespace
{
    /// <summary>Creates the namespace.</summary>
    /// <param name="resource">The resource's logical name.</param>
    /// <param name="name">The namespace's name.</param>
    /// <param name="level">The Pod Security level that is enforced; whoever asks for more than <see cref="PodSecurityLevel.Restricted"/> says why.</param>
    /// <param name="labels">The stack's labels.</param>
    /// <param name="options">Parent, and protection where its contents cannot be made again.</param>
    public static CoreV1.Namespace Create(string resource, string name, PodSecurityLevel level, IReadOnlyDictionary<string, string> labels, CustomResourceOptions options) => new(
        resource,
        new NamespaceArgs
        {
            Metadata = new ObjectMetaArgs
            {
                Name = name,
                Labels = labels.Concat(PodSecurityLabels.Of(new() { Enforce = level, Audit = level, Warn = level })).ToDictionary(StringComparer.Ordinal),
            },
        },
        options);
}
