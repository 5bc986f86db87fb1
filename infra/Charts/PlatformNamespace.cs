using Infra.Model;
using Infra.Naming;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Charts;

/// <summary>A namespace of one part of the stack, beside the namespaces that the system describes.</summary>
public static class PlatformNamespace
{
    /// <summary>Creates the namespace.</summary>
    /// <param name="resource">The resource's logical name.</param>
    /// <param name="name">The namespace's name.</param>
    /// <param name="level">
    /// The Pod Security level that is enforced; a level above <see cref="PodSecurityLevel.Restricted"/> needs an exemption in the part.
    /// </param>
    /// <param name="context">The stack's context.</param>
    /// <param name="parent">The component that the namespace belongs to.</param>
    /// <param name="controllers">
    /// The controllers of what is in the namespace, except for its own; the namespace is deleted before them.
    /// </param>
    public static CoreV1.Namespace Create(
        string resource,
        string name,
        PodSecurityLevel level,
        StackContext context,
        Resource parent,
        params IReadOnlyList<Resource> controllers)
    {
        var metadata = context.Metadata(null, name);
        foreach (var (key, value) in PodSecurityLabels.Of(new() { Enforce = level, Audit = level, Warn = level }))
        {
            metadata.Labels.Add(key, value);
        }

        return new(
            resource,
            new NamespaceArgs { Metadata = metadata },
            new() { Parent = parent, DependsOn = controllers.ToArray(), Protect = context.Protect });
    }
}
