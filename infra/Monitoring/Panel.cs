namespace Infra.Monitoring;

/// <summary>A panel of a dashboard.</summary>
public sealed record Panel
{
    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>The form of the panel. Defaults to <see cref="PanelKind.Lines"/>.</summary>
    public PanelKind Kind { get; init; } = PanelKind.Lines;

    /// <summary>The queries; those of <see cref="PanelKind.Logs"/> are in LogQL, all others in PromQL.</summary>
    public required IReadOnlyList<PanelQuery> Queries { get; init; }

    /// <summary>The unit of the values. Defaults to <see cref="PanelUnit.None"/>.</summary>
    public PanelUnit Unit { get; init; } = PanelUnit.None;

    /// <summary>Value from which the panel warns. Null (default) for none.</summary>
    public decimal? Warn { get; init; }

    /// <summary>Value from which the panel is red; below <see cref="Warn"/> where small values are bad. Null (default) for none.</summary>
    public decimal? Bad { get; init; }

    /// <summary>An explanation, shown on request. Null (default) for none.</summary>
    public string? Description { get; init; }
}

/// <summary>A query of a panel.</summary>
/// <param name="Expression">The query.</param>
/// <param name="Legend">Name of each series, with labels like <c>{{node}}</c>. Defaults to the series' labels.</param>
public sealed record PanelQuery(string Expression, string Legend = "");

/// <summary>The form of a panel.</summary>
public enum PanelKind
{
    /// <summary>Lines over time.</summary>
    Lines,

    /// <summary>The last value of each series as a number.</summary>
    Numbers,

    /// <summary>The last value of each series as a bar.</summary>
    Bars,

    /// <summary>The last value of each series as a row of a table.</summary>
    Table,

    /// <summary>Log lines.</summary>
    Logs,
}

/// <summary>The unit of a panel's values.</summary>
public enum PanelUnit
{
    /// <summary>A plain number.</summary>
    None,

    /// <summary>Percent, from 0 to 100.</summary>
    Percent,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>Bytes per second.</summary>
    BytesPerSecond,

    /// <summary>Seconds.</summary>
    Seconds,

    /// <summary>Requests per second.</summary>
    RequestsPerSecond,

    /// <summary>CPUs.</summary>
    Cpus,
}
