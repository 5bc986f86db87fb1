using Infra.Model;
using Infra.Monitoring;

namespace Infra.Platform;

/// <summary>The alerts on Loki.</summary>
internal static class LokiAlerts
{
    /// <summary>The rules.</summary>
    /// <param name="system">The system; its stack owns the cluster.</param>
    public static IReadOnlyList<AlertRule> Of(SystemSpec system)
    {
        var alerts = new AlertList(system.Observability);
        alerts.AddFrom(
            AlertSignal.LostLogLines,
            "round(sum by (reason) (increase(loki_discarded_samples_total[1h])))",
            """Loki rejected {{ printf "%.0f" $value }} log lines within an hour ({{ $labels.reason }}).""",
            "They are lost, and nothing else is. It can wait until morning unless an attack or a failure is being examined.");
        return alerts.Rules;
    }
}
