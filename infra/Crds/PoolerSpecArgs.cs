using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Crds;

/// <summary>The <c>spec</c> of a <see cref="Pooler"/>.</summary>
public sealed class PoolerSpecArgs : ResourceArgs
{
    /// <summary>Its server.</summary>
    [Input("cluster", required: true)]
    public Input<PostgresClusterRefArgs> Cluster { get; set; } = null!;

    /// <summary>Pods.</summary>
    [Input("instances")]
    public Input<int>? Instances { get; set; }

    /// <summary><c>rw</c> or <c>ro</c>.</summary>
    [Input("type")]
    public Input<string>? Type { get; set; }

    /// <summary>PgBouncer's settings.</summary>
    [Input("pgbouncer", required: true)]
    public Input<PoolerPgBouncerArgs> PgBouncer { get; set; } = null!;

    /// <summary>The pods.</summary>
    [Input("template")]
    public Input<PodTemplateSpecArgs>? Template { get; set; }
}
