using Infra.Model;
using Infra.Monitoring;

namespace Infra.Platform;

/// <summary>The alerts on Alloy, which collects log lines.</summary>
internal static class AlloyAlerts
{
    private const string Place = "{{ with $labels.node }}{{ . }}{{ else }}{{ $labels.instance }}{{ end }}";

    /// <summary>The rules.</summary>
    /// <param name="system">The system; its stack owns the cluster.</param>
    public static IReadOnlyList<AlertRule> Of(SystemSpec system)
    {
        var alerts = new AlertList(system.Observability);
        alerts.AddFrom(
            AlertSignal.LostLogLines,
            "round(sum by (instance, node, reason) (increase(loki_write_dropped_entries_total[1h])))",
            $$$"""Alloy on {{{Place}}} dropped {{ printf "%.0f" $value }} log lines within an hour ({{ $labels.reason }}).""",
            "It could not hand them to Loki in time; they are lost unless they are still in the journal of the machine. "
                + "It can wait until morning.");
        alerts.AddEach(
            AlertSignal.FailedReloads,
            "max by (instance, node) (alloy_config_last_load_successful) == 0",
            $"Alloy on {Place} could not read its new configuration.",
            "It goes on with the former configuration and may not start again after an end. It can wait until morning.");
        return alerts.Rules;
    }
}
