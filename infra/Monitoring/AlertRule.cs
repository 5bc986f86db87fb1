using Infra.Model;

namespace Infra.Monitoring;

/// <summary>An alert that Prometheus raises while an expression has a result.</summary>
public sealed record AlertRule
{
    /// <summary>
    /// Name of the alert. Several rules share one where one described alert watches several sources; their expressions then differ in the
    /// labels of their results.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>The expression, in PromQL; each series of its result is one alert.</summary>
    public required string Expression { get; init; }

    /// <summary>Time for which the expression must have a result before the alert is raised.</summary>
    public required Duration For { get; init; }

    /// <summary>Severity of the alert. Null for one that is always raised, which shows that alerts arrive.</summary>
    public required Severity? Severity { get; init; }

    /// <summary>
    /// One sentence for the first line of a notification, with the object in it: <c>{{ $labels.node }}</c>, <c>{{ $value }}</c>.
    /// </summary>
    public required string Summary { get; init; }

    /// <summary>The meaning for whoever is woken: the consequence, and how long it can wait.</summary>
    public required string Meaning { get; init; }

    /// <summary>Name of the page in <c>docs/runbooks/alerts</c>, without its ending.</summary>
    public required string Runbook { get; init; }

    /// <summary>A rule of a described or usual alert: its name, duration and severity.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="runbook">Name of the page in <c>docs/runbooks/alerts</c>, without its ending.</param>
    /// <param name="expression">The expression, in PromQL.</param>
    /// <param name="summary">One sentence, with the object in it.</param>
    /// <param name="meaning">The consequence, and how long it can wait.</param>
    public static AlertRule Of(AlertSpec alert, string runbook, string expression, string summary, string meaning) => new()
    {
        Name = alert.Name,
        Expression = expression,
        For = alert.For,
        Severity = alert.Severity,
        Summary = summary,
        Meaning = meaning,
        Runbook = runbook,
    };
}
