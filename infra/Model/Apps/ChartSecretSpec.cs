namespace Infra.Model;

/// <summary>A secret that a chart's values name.</summary>
public sealed record ChartSecretSpec : INamed
{
    /// <summary>Name of the secret in the app's namespace.</summary>
    [ObjectName]
    public required string Name { get; init; }

    /// <summary>Its entries, by key.</summary>
    [NotEmpty]
    public IReadOnlyList<VariableSpec> Entries { get; init; } = [];
}
