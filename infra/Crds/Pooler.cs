using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>PgBouncer in front of a <see cref="PostgresCluster"/> (<c>postgresql.cnpg.io/v1</c>).</summary>
public sealed class Pooler(string name, PoolerArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);

/// <summary>Inputs of a <see cref="Pooler"/>.</summary>
public sealed class PoolerArgs() : K8s.ApiExtensions.CustomResourceArgs("postgresql.cnpg.io/v1", "Pooler")
{
    /// <summary>The desired state.</summary>
    [Input("spec", required: true)]
    public Input<PoolerSpecArgs> Spec { get; set; } = null!;
}

/// <summary>The <c>spec</c> of a <see cref="Pooler"/>.</summary>
public sealed class PoolerSpecArgs : ResourceArgs
{
    /// <summary>The cluster.</summary>
    [Input("cluster", required: true)]
    public Input<PostgresClusterRefArgs> Cluster { get; set; } = null!;

    /// <summary>The number of pods.</summary>
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

/// <summary>The cluster of an object; it is immutable.</summary>
public sealed class PostgresClusterRefArgs : ResourceArgs
{
    /// <summary>The cluster's name, in the same namespace.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;
}

/// <summary>PgBouncer's settings.</summary>
public sealed class PoolerPgBouncerArgs : ResourceArgs
{
    /// <summary><c>session</c> or <c>transaction</c>.</summary>
    [Input("poolMode")]
    public Input<string>? PoolMode { get; set; }

    [Input("parameters")]
    private InputMap<string>? _parameters;

    /// <summary>Parameters, as text.</summary>
    public InputMap<string> Parameters
    {
        get => _parameters ??= [];
        set => _parameters = value;
    }
}
