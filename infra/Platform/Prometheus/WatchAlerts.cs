using Infra.Model;
using Infra.Monitoring;

namespace Infra.Platform;

/// <summary>The alerts on the watch itself: its targets, its configuration, its notifications, and the one that is always raised.</summary>
internal static class WatchAlerts
{
    /// <summary>Name of the alert that is always raised.</summary>
    internal const string Watchdog = "Watchdog";

    /// <summary>Jobs without which most alerts see nothing.</summary>
    private static readonly string[] Sources = ["kube-state-metrics", "node-exporter", "kubelet", "apiserver"];

    /// <summary>The alert that is always raised: a service outside the cluster notices when it stops arriving.</summary>
    public static AlertRule AlwaysRaised { get; } = new()
    {
        Name = Watchdog,
        Expression = "vector(1)",
        For = Duration.Parse("0s"),
        Severity = null,
        Summary = "Alerts arrive.",
        Meaning = "This alert is always raised. If it stops arriving, Prometheus, Alertmanager or the whole cluster is gone: look now.",
        Runbook = "watchdog",
    };

    /// <summary>Adds the rules.</summary>
    /// <param name="alerts">Takes the rules.</param>
    public static void Add(AlertList alerts)
    {
        AddTargets(alerts);
        AddReloads(alerts);
        AddNotifications(alerts);
    }

    private static void AddTargets(AlertList alerts)
    {
        alerts.AddFrom(
            AlertSignal.TargetsDown,
            "count by (job) (up == 0) / count by (job) (up) * 100",
            """{{ printf "%.0f" $value }} % of the targets of {{ $labels.job }} do not answer Prometheus.""",
            "What they would report is not watched, and alerts on it are not raised. It can wait until morning if what they watch works.");
        alerts.Add(
            AlertSignal.TargetsDown,
            static _ => string.Join(" or ", Sources.Select(job => $"absent(up{{job=\"{job}\"}})")),
            "Prometheus knows no target of {{ $labels.job }}.",
            "Most alerts see nothing without it, and stay silent whatever happens. Look now.");
    }

    private static void AddReloads(AlertList alerts)
    {
        const string Older = "It goes on with the former configuration and may not start again after an end. It can wait until morning.";
        alerts.AddEach(
            AlertSignal.FailedReloads,
            "max by (pod) (prometheus_config_last_reload_successful) == 0",
            "Prometheus ({{ $labels.pod }}) could not read its new configuration.",
            $"New monitors and alerts have no effect. {Older}");
        alerts.AddEach(
            AlertSignal.FailedReloads,
            "max by (pod) (alertmanager_config_last_reload_successful) == 0",
            "Alertmanager ({{ $labels.pod }}) could not read its new configuration.",
            $"New receivers get nothing. {Older}");
        alerts.AddFrom(
            AlertSignal.FailedReloads,
            "round(sum by (rule_group) (increase(prometheus_rule_evaluation_failures_total[1h])))",
            "Prometheus could not evaluate rules of {{ $labels.rule_group }}.",
            "The alerts of this group may stay silent whatever happens. Look during the day.");
    }

    private static void AddNotifications(AlertList alerts)
    {
        alerts.AddFrom(
            AlertSignal.FailedNotifications,
            "round(sum by (integration, reason) (increase(alertmanager_notifications_failed_total[1h])))",
            "{{ printf \"%.0f\" $value }} notifications by {{ $labels.integration }} failed within an hour.",
            "Alerts of that receiver reach nobody; this one arrives through another. Look now if it is the one that wakes people.");
        alerts.AddFrom(
            AlertSignal.FailedNotifications,
            "round(sum by (pod) (increase(prometheus_notifications_dropped_total[1h])))",
            "{{ printf \"%.0f\" $value }} alerts of Prometheus ({{ $labels.pod }}) did not reach Alertmanager within an hour.",
            "Alerts are raised and nobody is told; this one arrived because it works again at times. Look now.");
    }
}
