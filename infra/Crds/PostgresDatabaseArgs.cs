using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>Inputs of a <see cref="PostgresDatabase"/>.</summary>
public sealed class PostgresDatabaseArgs() : K8s.ApiExtensions.CustomResourceArgs("postgresql.cnpg.io/v1", "Database")
{
    /// <summary>What is asked for.</summary>
    [Input("spec", required: true)]
    public Input<PostgresDatabaseSpecArgs> Spec { get; set; } = null!;
}
