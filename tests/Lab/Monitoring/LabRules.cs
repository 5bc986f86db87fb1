using System.Text.Json;
using Infra.Model;
using Infra.Monitoring;
using Infra.Platform;

namespace Infra.Tests.Lab.Monitoring;

/// <summary>The rules that the lab's Prometheus evaluates, in the form of a rules file.</summary>
internal static class LabRules
{
    /// <summary>
    /// Rules on what the lab has: a node exporter and a small file system. Their names, thresholds and severities are those of the model.
    /// They are raised at once: nobody waits ten minutes here.
    /// </summary>
    public static string Text() => JsonSerializer.Serialize(new
    {
        groups = new[] { new { name = "lab", rules = Rules().Select(Render).ToArray() } },
    });

    private static IEnumerable<AlertRule> Rules()
    {
        yield return Usual(
            AlertSignal.Disk,
            "disk",
            "(1 - node_filesystem_avail_bytes / node_filesystem_size_bytes) * 100 >= 80");
        yield return Usual(AlertSignal.NodesDown, "nodes-down", """max by (instance) (up{job="node-exporter",runtime="docker"}) == 0""");
        yield return Usual(AlertSignal.TargetsDown, "targets-down", "count by (job) (up == 0) / count by (job) (up) * 100 >= 1");
        yield return new()
        {
            Name = "Watchdog",
            Expression = "vector(1)",
            For = Duration.Parse("0s"),
            Severity = null,
            Summary = "Alerts arrive.",
            Meaning = "Always raised.",
            Runbook = "watchdog",
        };
    }

    private static AlertRule Usual(AlertSignal signal, string page, string expression) =>
        AlertRule.Of(UsualAlerts.On(new(), signal)[0], page, expression, "{{ $labels.instance }}", "Look at it.");

    private static object Render(AlertRule rule) => new
    {
        alert = rule.Name,
        expr = rule.Expression,
        labels = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [AlertTexts.SeverityLabel] = rule.Severity?.ToString().ToLowerInvariant() ?? AlertTexts.NoSeverity,
        },
        annotations = new { summary = rule.Summary, description = rule.Meaning, runbook_url = $"docs/runbooks/alerts/{rule.Runbook}.md" },
    };
}
