using Pulumi;

namespace Infra.Databases;

/// <summary>Inputs of <see cref="ClientSecrets"/>.</summary>
public sealed record ClientSecretsArgs
{
    /// <summary>Which databases are used from which namespaces.</summary>
    public required IReadOnlyList<DatabaseUse> Uses { get; init; }

    /// <summary>The password of a database, by <c>server/database</c>: this stack's, or that of the stack that made it.</summary>
    public required Func<string, Output<string>> Password { get; init; }

    /// <summary>The namespaces this stack makes, by name.</summary>
    public required IReadOnlyDictionary<string, Pulumi.Kubernetes.Core.V1.Namespace> Namespaces { get; init; }

    /// <summary>Labels of everything.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }
}
