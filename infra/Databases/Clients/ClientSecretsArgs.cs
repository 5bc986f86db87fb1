using Pulumi;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Databases;

/// <summary>Inputs of <see cref="ClientSecrets"/>.</summary>
public sealed record ClientSecretsArgs
{
    /// <summary>The databases that are used, with the namespaces of their clients.</summary>
    public required IReadOnlyList<DatabaseUse> Uses { get; init; }

    /// <summary>The password of a database, by <c>server/database</c>.</summary>
    public required Func<string, Output<string>> Password { get; init; }

    /// <summary>The namespaces that this stack makes, by name.</summary>
    public required IReadOnlyDictionary<string, CoreV1.Namespace> Namespaces { get; init; }
}
