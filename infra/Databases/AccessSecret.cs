using System.Globalization;
using Infra.Model;
using Infra.Naming;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Random;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Databases;

/// <summary>The secret with which a database is reached, the same beside the server and in the namespaces of its clients.</summary>
internal static class AccessSecret
{
    /// <summary>Length of a generated password.</summary>
    private const int PasswordLength = 32;

    /// <summary>A password: the declared one, or one of letters and digits, since it stands in URLs and in files of every kind.</summary>
    /// <param name="resource">Logical name of the generated one.</param>
    /// <param name="declared">The value of a declared secret; null for none.</param>
    /// <param name="parent">The component it belongs to.</param>
    /// <param name="protect">Refuses to delete it.</param>
    public static Output<string> Password(string resource, Output<string>? declared, Resource parent, bool protect) => declared ?? Output.CreateSecret(
        new RandomPassword(resource, new() { Length = PasswordLength, Special = false }, new() { Parent = parent, Protect = protect }).Result);

    /// <summary>Makes the secret.</summary>
    /// <param name="resource">The resource's logical name.</param>
    /// <param name="access">The database.</param>
    /// <param name="password">The user's password. A secret.</param>
    /// <param name="space">The namespace it is in.</param>
    /// <param name="labels">The stack's labels.</param>
    /// <param name="options">Parent and what must be there first.</param>
    public static CoreV1.Secret Create(
        string resource, DatabaseAccess access, Output<string> password, string space, IReadOnlyDictionary<string, string> labels, CustomResourceOptions options)
    {
        var metadata = new ObjectMetaArgs { Name = access.SecretName, Namespace = space, Labels = labels.ToDictionary(StringComparer.Ordinal) };
        var secret = new SecretArgs
        {
            Metadata = metadata,
            Type = "kubernetes.io/basic-auth",
            StringData =
            {
                [DatabaseAccess.HostKey] = access.Host,
                [DatabaseAccess.PortKey] = access.Port.ToString(CultureInfo.InvariantCulture),
                [DatabaseAccess.NameKey] = access.Name,
                [DatabaseAccess.UserKey] = access.User,
                [DatabaseAccess.PasswordKey] = password,
                [DatabaseAccess.UrlKey] = Output.CreateSecret(password.Apply(value => access.Url(value))),
            },
        };
        if (access.Engine == DatabaseEngine.Postgres)
        {
            // CloudNativePG sets a changed password only when it is told to watch the secret.
            metadata.Labels.Add("cnpg.io/reload", "true");
            secret.StringData.Add(DatabaseAccess.PooledUrlKey, Output.CreateSecret(password.Apply(value => access.Url(value, pooled: true))));
        }

        return new(resource, secret, options);
    }
}
