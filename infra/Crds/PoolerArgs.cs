using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>Inputs of a <see cref="Pooler"/>.</summary>
public sealed class PoolerArgs() : K8s.ApiExtensions.CustomResourceArgs("postgresql.cnpg.io/v1", "Pooler")
{
    /// <summary>What is asked for.</summary>
    [Input("spec", required: true)]
    public Input<PoolerSpecArgs> Spec { get; set; } = null!;
}
