using Pulumi;

namespace Infra.Crds;

/// <summary>The <c>spec</c> of a <see cref="PostgresRole"/>.</summary>
public sealed class PostgresRoleSpecArgs : ResourceArgs
{
    /// <summary>The name in PostgreSQL.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary>Its server.</summary>
    [Input("cluster", required: true)]
    public Input<PostgresClusterRefArgs> Cluster { get; set; } = null!;

    /// <summary>It may log in.</summary>
    [Input("login")]
    public Input<bool>? Login { get; set; }

    /// <summary>It may create roles.</summary>
    [Input("createrole")]
    public Input<bool>? CreateRole { get; set; }

    /// <summary>A secret of the type <c>kubernetes.io/basic-auth</c>.</summary>
    [Input("passwordSecret")]
    public Input<PostgresSecretRefArgs>? PasswordSecret { get; set; }

    /// <summary><c>retain</c> or <c>delete</c>, when the object goes.</summary>
    [Input("databaseRoleReclaimPolicy")]
    public Input<string>? DatabaseRoleReclaimPolicy { get; set; }
}
