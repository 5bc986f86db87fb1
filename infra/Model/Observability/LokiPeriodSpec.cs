namespace Infra.Model;

/// <summary>
/// A period of Loki's schema, all with the store <c>tsdb</c>, schema <c>v13</c>, files on the volume and an index table for each day.
/// </summary>
public sealed record LokiPeriodSpec
{
    /// <summary>First day of the period, in UTC.</summary>
    [Day]
    public required string From { get; init; }

    /// <summary>Prefix of the names of the index tables. Loki's image has <c>index_</c>, the chart's example <c>loki_index_</c>.</summary>
    [EntryPrefix]
    public required string Prefix { get; init; }
}
