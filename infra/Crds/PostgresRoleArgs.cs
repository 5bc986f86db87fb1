using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>Inputs of a <see cref="PostgresRole"/>.</summary>
public sealed class PostgresRoleArgs() : K8s.ApiExtensions.CustomResourceArgs("postgresql.cnpg.io/v1", "DatabaseRole")
{
    /// <summary>What is asked for.</summary>
    [Input("spec", required: true)]
    public Input<PostgresRoleSpecArgs> Spec { get; set; } = null!;
}
