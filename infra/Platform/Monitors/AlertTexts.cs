using Infra.Crds;
using Infra.Monitoring;

namespace Infra.Platform;

/// <summary>Alerts in the form of Prometheus's rules.</summary>
public static class AlertTexts
{
    /// <summary>Label with the severity of an alert.</summary>
    public const string SeverityLabel = "severity";

    /// <summary>Value of the severity of an alert that is always raised.</summary>
    public const string NoSeverity = "none";

    /// <summary>Folder of the pages that alerts refer to.</summary>
    private const string Folder = "docs/runbooks/alerts";

    /// <summary>The rule of an alert.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="runbooks">URL of the folder that holds <c>docs/</c>; null for the path alone.</param>
    public static PrometheusAlertArgs Of(AlertRule alert, string? runbooks)
    {
        var page = $"{Folder}/{alert.Runbook}.md";
        return new()
        {
            Alert = alert.Name,
            Expr = alert.Expression,
            For = alert.For.ToGo(),
            Labels = { [SeverityLabel] = alert.Severity?.ToString().ToLowerInvariant() ?? NoSeverity },
            Annotations =
            {
                ["summary"] = alert.Summary,
                ["description"] = alert.Meaning,
                ["runbook_url"] = runbooks is null ? page : $"{runbooks.TrimEnd('/')}/{page}",
            },
        };
    }
}
