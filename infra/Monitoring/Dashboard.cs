namespace Infra.Monitoring;

/// <summary>A dashboard: rows of panels from top to bottom. Its layout and its JSON follow from it.</summary>
public sealed record Dashboard
{
    /// <summary>Name of the dashboard in its address; lower-case letters, digits and dashes. Unique among all dashboards.</summary>
    public required string Name { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>The question that the dashboard answers, in one sentence.</summary>
    public required string Description { get; init; }

    /// <summary>Choices at the top of the dashboard, which queries use as <c>$name</c>. Defaults to none.</summary>
    public IReadOnlyList<DashboardChoice> Choices { get; init; } = [];

    /// <summary>The rows.</summary>
    public required IReadOnlyList<DashboardRow> Rows { get; init; }
}

/// <summary>A choice at the top of a dashboard: the values of one label.</summary>
/// <param name="Name">Name of the choice; queries use it as <c>$name</c>.</param>
/// <param name="Title">The title.</param>
/// <param name="Metric">A metric, or a selector of one, whose series have the label.</param>
/// <param name="Label">The label.</param>
public sealed record DashboardChoice(string Name, string Title, string Metric, string Label);

/// <summary>A row of panels, which share its width.</summary>
/// <param name="Title">The title.</param>
/// <param name="Panels">The panels, from left to right.</param>
public sealed record DashboardRow(string Title, IReadOnlyList<Panel> Panels);
