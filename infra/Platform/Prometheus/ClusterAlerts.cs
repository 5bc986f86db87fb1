using Infra.Model;
using Infra.Monitoring;

namespace Infra.Platform;

/// <summary>The alerts that every watched cluster has, whatever runs on it.</summary>
public static class ClusterAlerts
{
    /// <summary>The rules.</summary>
    /// <param name="system">The system; its stack owns the cluster.</param>
    public static IReadOnlyList<AlertRule> Of(SystemSpec system)
    {
        var alerts = new AlertList(system.Observability);
        NodeAlerts.Add(alerts, system);
        PodAlerts.Add(alerts);
        EtcdAlerts.Add(alerts, system);
        WatchAlerts.Add(alerts);
        return [.. alerts.Rules, WatchAlerts.AlwaysRaised];
    }
}
