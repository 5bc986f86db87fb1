using Pulumi;

namespace Infra.Databases;

/// <summary>Inputs of <see cref="MySqlOperator"/>.</summary>
public sealed record MySqlOperatorArgs
{
    /// <summary>Names of the namespaces with servers.</summary>
    public required IReadOnlyList<string> WatchedNames { get; init; }

    /// <summary>Resources of these namespaces, which must exist before the operator.</summary>
    public required IReadOnlyList<Resource> Watched { get; init; }
}
