using Pulumi;

namespace Infra.Databases;

/// <summary>The secrets with which apps reach their databases, in the apps' namespaces: a pod reads none of another namespace.</summary>
public sealed class ClientSecrets : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:databases:ClientSecrets";

    /// <summary>The secrets of a database, by <c>server/database</c>, for those who read them to depend on.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Resource>> Secrets { get; }

    /// <summary>Makes the secrets.</summary>
    public ClientSecrets(string name, ClientSecretsArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var secrets = new Dictionary<string, IReadOnlyList<Resource>>(StringComparer.Ordinal);
        foreach (var use in args.Uses)
        {
            if (!args.Namespaces.TryGetValue(use.Namespace, out var space))
            {
                continue;
            }

            var secret = AccessSecret.Create(
                $"{name}-{use.Namespace}-{use.Access.Server}-{use.Access.Database}",
                use.Access,
                args.Password(use.Access.Key),
                use.Namespace,
                args.Labels,
                new() { Parent = this, DependsOn = { space }, DeletedWith = space });
            secrets[use.Access.Key] = [.. secrets.GetValueOrDefault(use.Access.Key) ?? [], secret];
        }

        Secrets = secrets;
        RegisterOutputs();
    }
}
