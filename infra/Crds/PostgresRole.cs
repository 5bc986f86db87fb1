using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>
/// A role on a <see cref="PostgresCluster"/>, an object of its own since CloudNativePG 1.30 (<c>postgresql.cnpg.io/v1</c>).
/// </summary>
public sealed class PostgresRole(string name, PostgresRoleArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);

/// <summary>Inputs of a <see cref="PostgresRole"/>.</summary>
public sealed class PostgresRoleArgs() : K8s.ApiExtensions.CustomResourceArgs("postgresql.cnpg.io/v1", "DatabaseRole")
{
    /// <summary>The desired state.</summary>
    [Input("spec", required: true)]
    public Input<PostgresRoleSpecArgs> Spec { get; set; } = null!;
}

/// <summary>The <c>spec</c> of a <see cref="PostgresRole"/>.</summary>
public sealed class PostgresRoleSpecArgs : ResourceArgs
{
    /// <summary>The name in PostgreSQL.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary>The cluster.</summary>
    [Input("cluster", required: true)]
    public Input<PostgresClusterRefArgs> Cluster { get; set; } = null!;

    /// <summary>Whether the role may log in.</summary>
    [Input("login")]
    public Input<bool>? Login { get; set; }

    /// <summary>Whether the role may create roles.</summary>
    [Input("createrole")]
    public Input<bool>? CreateRole { get; set; }

    /// <summary>A secret of the type <c>kubernetes.io/basic-auth</c>.</summary>
    [Input("passwordSecret")]
    public Input<PostgresSecretRefArgs>? PasswordSecret { get; set; }

    /// <summary>The policy for a deleted object: <c>retain</c> or <c>delete</c>.</summary>
    [Input("databaseRoleReclaimPolicy")]
    public Input<string>? DatabaseRoleReclaimPolicy { get; set; }
}

/// <summary>A secret by name.</summary>
public sealed class PostgresSecretRefArgs : ResourceArgs
{
    /// <summary>The secret's name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;
}
