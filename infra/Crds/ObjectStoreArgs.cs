using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>Inputs of a <see cref="ObjectStore"/>.</summary>
public sealed class ObjectStoreArgs() : K8s.ApiExtensions.CustomResourceArgs("barmancloud.cnpg.io/v1", "ObjectStore")
{
    /// <summary>What is asked for.</summary>
    [Input("spec", required: true)]
    public Input<ObjectStoreSpecArgs> Spec { get; set; } = null!;
}
