namespace Infra.Monitoring;

/// <summary>Panels in their usual forms.</summary>
public static class Panels
{
    /// <summary>Lines over time.</summary>
    /// <param name="title">The title.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="queries">The queries, each with the name of its series.</param>
    public static Panel Lines(string title, PanelUnit unit, params (string Expression, string Legend)[] queries) => new()
    {
        Title = title,
        Unit = unit,
        Queries = [.. queries.Select(query => new PanelQuery(query.Expression, query.Legend))],
    };

    /// <summary>A number that is red from a value on.</summary>
    /// <param name="title">The title.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="expression">The query; one series.</param>
    /// <param name="bad">Value from which it is red; null for none.</param>
    public static Panel Number(string title, PanelUnit unit, string expression, decimal? bad = null) => new()
    {
        Title = title,
        Unit = unit,
        Kind = PanelKind.Numbers,
        Queries = [new(expression, title)],
        Bad = bad,
    };

    /// <summary>Bars, one for each series.</summary>
    /// <param name="title">The title.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="expression">The query.</param>
    /// <param name="legend">Name of each series.</param>
    /// <param name="warn">Value from which a bar warns.</param>
    /// <param name="bad">Value from which a bar is red; below <paramref name="warn"/> where small values are bad.</param>
    public static Panel Bars(
        string title, PanelUnit unit, string expression, string legend, decimal? warn = null, decimal? bad = null) => new()
        {
            Title = title,
            Unit = unit,
            Kind = PanelKind.Bars,
            Queries = [new(expression, legend)],
            Warn = warn,
            Bad = bad,
        };

    /// <summary>A table with a row for each series.</summary>
    /// <param name="title">The title.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="expression">The query.</param>
    public static Panel Table(string title, PanelUnit unit, string expression) => new()
    {
        Title = title,
        Unit = unit,
        Kind = PanelKind.Table,
        Queries = [new(expression)],
    };
}
