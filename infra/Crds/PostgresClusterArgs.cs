using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>Inputs of a <see cref="PostgresCluster"/>.</summary>
public sealed class PostgresClusterArgs() : K8s.ApiExtensions.CustomResourceArgs("postgresql.cnpg.io/v1", "Cluster")
{
    /// <summary>What is asked for.</summary>
    [Input("spec", required: true)]
    public Input<PostgresClusterSpecArgs> Spec { get; set; } = null!;
}
