using Infra.Naming;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Databases;

/// <summary>The secret with which a database is reached, the same in the server's namespace and in those of its clients.</summary>
internal static class AccessSecret
{
    /// <summary>Makes the secret.</summary>
    /// <param name="resource">The resource's logical name.</param>
    /// <param name="reference">The database.</param>
    /// <param name="password">The role's password. A secret.</param>
    /// <param name="space">The namespace it is in.</param>
    /// <param name="labels">The stack's labels.</param>
    /// <param name="options">Parent and what must be there first.</param>
    public static CoreV1.Secret Create(
        string resource, DatabaseReference reference, Output<string> password, string space, IReadOnlyDictionary<string, string> labels, CustomResourceOptions options) => new(
        resource,
        new SecretArgs
        {
            Metadata = new ObjectMetaArgs
            {
                Name = DatabaseAccess.NameOf(reference.Server.Name, reference.Database.Name),
                Namespace = space,
                // The operator sets a changed password only when it is told to watch the secret.
                Labels = new Dictionary<string, string>(labels, StringComparer.Ordinal) { ["cnpg.io/reload"] = "true" },
            },
            Type = "kubernetes.io/basic-auth",
            StringData =
            {
                [DatabaseAccess.UserKey] = DatabaseAccess.OwnerOf(reference.Database),
                [DatabaseAccess.PasswordKey] = password,
                [DatabaseAccess.UrlKey] = Output.CreateSecret(password.Apply(value => DatabaseAccess.Url(reference.Server, reference.Database, value, pooled: false))),
                [DatabaseAccess.PooledUrlKey] = Output.CreateSecret(password.Apply(value => DatabaseAccess.Url(reference.Server, reference.Database, value, pooled: true))),
            },
        },
        options);
}
