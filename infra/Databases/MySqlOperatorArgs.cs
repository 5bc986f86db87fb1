using Pulumi;

namespace Infra.Databases;

/// <summary>Inputs of <see cref="MySqlOperator"/>.</summary>
public sealed record MySqlOperatorArgs
{
    /// <summary>Names of the namespaces that have servers.</summary>
    public required IReadOnlyList<string> WatchedNames { get; init; }

    /// <summary>Those namespaces; they are there before the operator.</summary>
    public required IReadOnlyList<Resource> Watched { get; init; }

    /// <summary>Labels of every object.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Refuses to delete the namespace and the release, which brings the kinds of the servers.</summary>
    public bool Protect { get; init; }
}
