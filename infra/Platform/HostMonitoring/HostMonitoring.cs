using Infra.Charts;
using Infra.Model;
using Infra.Parts;
using Pulumi;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Platform;

/// <summary>
/// The namespace of the pods that read the nodes' file systems. Pod Security admits every pod there, and its policies allow what the parts
/// with pods in it describe, and nothing else.
/// </summary>
public sealed class HostMonitoring : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:HostMonitoring";

    /// <summary>The namespace, for the releases in it to depend on.</summary>
    public CoreV1.Namespace Namespace { get; }

    /// <summary>Creates the namespace and its policies.</summary>
    public HostMonitoring(string name, MadeParts made, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        var home = context.System.Observability.HostNamespace;
        Namespace = PlatformNamespace.Create($"{name}-namespace", home, PodSecurityLevel.Privileged, context, this, made.Controllers);
        _ = new NetworkPolicies(
            $"{name}-policies",
            new()
            {
                Namespaces = [new() { Name = home }],
                Created = new Dictionary<string, CoreV1.Namespace>(StringComparer.Ordinal) { [home] = Namespace },
                Flows = FlowMatrix.Of(context.System, made.All, home),
            },
            context,
            new() { Parent = this });
        RegisterOutputs();
    }
}
