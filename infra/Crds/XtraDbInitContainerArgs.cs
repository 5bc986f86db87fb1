using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Crds;

/// <summary>The container that prepares each pod of a <see cref="XtraDbCluster"/>.</summary>
public sealed class XtraDbInitContainerArgs : ResourceArgs
{
    /// <summary>Its rights.</summary>
    [Input("containerSecurityContext")]
    public Input<SecurityContextArgs>? ContainerSecurityContext { get; set; }

    /// <summary>What it asks for and may use.</summary>
    [Input("resources")]
    public Input<ResourceRequirementsArgs>? Resources { get; set; }
}
