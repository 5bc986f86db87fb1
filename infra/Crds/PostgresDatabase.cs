using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>A logical database on a <see cref="PostgresCluster"/> (<c>postgresql.cnpg.io/v1</c>).</summary>
public sealed class PostgresDatabase(string name, PostgresDatabaseArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);

/// <summary>Inputs of a <see cref="PostgresDatabase"/>.</summary>
public sealed class PostgresDatabaseArgs() : K8s.ApiExtensions.CustomResourceArgs("postgresql.cnpg.io/v1", "Database")
{
    /// <summary>The desired state.</summary>
    [Input("spec", required: true)]
    public Input<PostgresDatabaseSpecArgs> Spec { get; set; } = null!;
}

/// <summary>The <c>spec</c> of a <see cref="PostgresDatabase"/>.</summary>
public sealed class PostgresDatabaseSpecArgs : ResourceArgs
{
    /// <summary>The name in PostgreSQL.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary>The role that owns the database.</summary>
    [Input("owner", required: true)]
    public Input<string> Owner { get; set; } = null!;

    /// <summary>The cluster.</summary>
    [Input("cluster", required: true)]
    public Input<PostgresClusterRefArgs> Cluster { get; set; } = null!;

    /// <summary>The policy for a deleted object: <c>retain</c> or <c>delete</c>.</summary>
    [Input("databaseReclaimPolicy")]
    public Input<string>? DatabaseReclaimPolicy { get; set; }

    [Input("extensions")]
    private InputList<PostgresExtensionArgs>? _extensions;

    /// <summary>Extensions, created in this order by the superuser.</summary>
    public InputList<PostgresExtensionArgs> Extensions
    {
        get => _extensions ??= [];
        set => _extensions = value;
    }
}

/// <summary>An extension of a database.</summary>
public sealed class PostgresExtensionArgs : ResourceArgs
{
    /// <summary>The name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary><c>present</c> or <c>absent</c>.</summary>
    [Input("ensure")]
    public Input<string>? Ensure { get; set; }
}
