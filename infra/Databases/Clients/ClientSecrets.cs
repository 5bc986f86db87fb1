using Pulumi;

namespace Infra.Databases;

/// <summary>The endpoints' secrets in the namespaces of the apps that use databases: a pod reads no secret of another namespace.</summary>
public sealed class ClientSecrets : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:databases:ClientSecrets";

    /// <summary>The secrets of a database, by <c>server/database</c>, for their readers to depend on.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Resource>> Secrets { get; }

    /// <summary>Creates the secrets.</summary>
    public ClientSecrets(string name, ClientSecretsArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        var secrets = new Dictionary<string, IReadOnlyList<Resource>>(StringComparer.Ordinal);
        foreach (var (@namespace, endpoint) in args.Uses)
        {
            if (args.Namespaces.TryGetValue(@namespace, out var created))
            {
                var database = endpoint.Database;
                var secret = EndpointSecret.Create(
                    $"{name}-{@namespace}-{database.Server.Name}-{database.Name}",
                    endpoint,
                    args.Password(endpoint.Key),
                    @namespace,
                    context,
                    StackContext.Inside(this, created));
                secrets[endpoint.Key] = [.. secrets.GetValueOrDefault(endpoint.Key) ?? [], secret];
            }
        }

        Secrets = secrets;
        RegisterOutputs();
    }
}
