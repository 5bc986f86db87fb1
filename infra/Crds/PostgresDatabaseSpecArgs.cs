using Pulumi;

namespace Infra.Crds;

/// <summary>The <c>spec</c> of a <see cref="PostgresDatabase"/>.</summary>
public sealed class PostgresDatabaseSpecArgs : ResourceArgs
{
    /// <summary>The name in PostgreSQL.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary>The role that owns it.</summary>
    [Input("owner", required: true)]
    public Input<string> Owner { get; set; } = null!;

    /// <summary>Its server.</summary>
    [Input("cluster", required: true)]
    public Input<PostgresClusterRefArgs> Cluster { get; set; } = null!;

    /// <summary><c>retain</c> or <c>delete</c>, when the object goes.</summary>
    [Input("databaseReclaimPolicy")]
    public Input<string>? DatabaseReclaimPolicy { get; set; }

    [Input("extensions")]
    private InputList<PostgresExtensionArgs>? _extensions;

    /// <summary>Extensions, made in this order by the superuser.</summary>
    public InputList<PostgresExtensionArgs> Extensions
    {
        get => _extensions ??= [];
        set => _extensions = value;
    }
}
