namespace Infra.Databases;

/// <summary>Inputs of <see cref="MySqlOperator"/>.</summary>
public sealed record MySqlOperatorArgs
{
    /// <summary>
    /// Names of the namespaces with servers. They need not exist yet: with such a list the chart's rights are those of a ClusterRole.
    /// </summary>
    public required IReadOnlyList<string> Watched { get; init; }
}
