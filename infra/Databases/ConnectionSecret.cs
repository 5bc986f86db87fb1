using Infra.Naming;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Databases;

/// <summary>The secret by which an app knows a database: its keys are the properties that a variable of an app can name.</summary>
public static class ConnectionSecret
{
    /// <summary>Name of the secret of a database; in every namespace with apps that use it the same.</summary>
    /// <param name="server">The server.</param>
    /// <param name="database">The database on it; a Redis instance is its own.</param>
    public static string NameOf(string server, string database) => PhysicalName.Kubernetes(server, database);

    /// <summary>Creates the secret.</summary>
    /// <param name="resource">The resource's logical name.</param>
    /// <param name="name">The secret's name, of <see cref="NameOf"/>.</param>
    /// <param name="space">The namespace's name.</param>
    /// <param name="facts">Host, port, database and user.</param>
    /// <param name="password">The password.</param>
    /// <param name="url">The whole address.</param>
    /// <param name="labels">Labels of the secret.</param>
    /// <param name="options">Parent and what must be there first.</param>
    public static CoreV1.Secret Create(
        string resource, string name, string space, Connection facts, Output<string> password, Output<string> url, IReadOnlyDictionary<string, string> labels, CustomResourceOptions options) => new(
        resource,
        new SecretArgs
        {
            Metadata = new ObjectMetaArgs { Name = name, Namespace = space, Labels = labels.ToDictionary(StringComparer.Ordinal) },
            StringData =
            {
                ["host"] = facts.Host,
                ["port"] = facts.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["name"] = facts.Database,
                ["user"] = facts.User,
                ["password"] = password,
                ["url"] = url,
            },
        },
        options);
}
