using System.Globalization;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Random;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Databases;

/// <summary>
/// The secret with the endpoint of a database and its password, the same beside the server and in the namespaces of its clients.
/// </summary>
internal static class EndpointSecret
{
    private const int PasswordLength = 32;

    /// <summary>
    /// The password of a database: the declared one, or a generated one of letters and digits, because it stands in URLs and in files of
    /// every format.
    /// </summary>
    /// <param name="resource">Logical name of a generated password.</param>
    /// <param name="secret">Name of the declared secret; null for a generated password.</param>
    /// <param name="context">The stack's context.</param>
    /// <param name="parent">The component that a generated password belongs to.</param>
    public static Output<string> Password(string resource, string? secret, StackContext context, Resource parent)
    {
        if (secret is not null)
        {
            return context.Secret(secret);
        }

        var options = new CustomResourceOptions { Parent = parent, Protect = context.Protect };
        return Output.CreateSecret(new RandomPassword(resource, new() { Length = PasswordLength, Special = false }, options).Result);
    }

    /// <summary>Creates the secret.</summary>
    /// <param name="resource">The resource's logical name.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="password">The user's password. A secret.</param>
    /// <param name="namespace">The secret's namespace.</param>
    /// <param name="context">The stack's context.</param>
    /// <param name="options">Parent, and the resources that must exist first.</param>
    public static CoreV1.Secret Create(
        string resource,
        DatabaseEndpoint endpoint,
        Output<string> password,
        string @namespace,
        StackContext context,
        CustomResourceOptions options)
    {
        var metadata = context.Metadata(@namespace, endpoint.SecretName);
        foreach (var (key, value) in endpoint.SecretLabels)
        {
            metadata.Labels.Add(key, value);
        }

        var secret = new SecretArgs
        {
            Metadata = metadata,
            Type = "kubernetes.io/basic-auth",
            StringData =
            {
                [DatabaseEndpoint.HostKey] = endpoint.Host,
                [DatabaseEndpoint.PortKey] = endpoint.Port.ToString(CultureInfo.InvariantCulture),
                [DatabaseEndpoint.NameKey] = endpoint.Name,
                [DatabaseEndpoint.UserKey] = endpoint.User,
                [DatabaseEndpoint.PasswordKey] = password,
                [DatabaseEndpoint.UrlKey] = Output.CreateSecret(password.Apply(value => endpoint.Url(value))),
            },
        };
        if (endpoint.PooledHost is not null)
        {
            var url = Output.CreateSecret(password.Apply(value => endpoint.Url(value, pooled: true)));
            secret.StringData.Add(DatabaseEndpoint.PooledUrlKey, url);
        }

        return new(resource, secret, options);
    }
}
