using Infra.Monitoring;

namespace Infra.Databases;

/// <summary>A row of Redis in the dashboard of databases.</summary>
internal static class RedisDashboard
{
    private const string Choice = "namespace=~\"$namespace\"";

    /// <summary>The row.</summary>
    public static Dashboard Of() => SharedDashboards.Databases(
        new DashboardRow("Redis",
        [
            Panels.Number("Servers that answer", PanelUnit.None, $"sum(redis_up{{{Choice}}})"),
            Panels.Lines(
                "Memory", PanelUnit.Bytes,
                ($"max by (pod) (redis_memory_used_bytes{{{Choice}}})", "{{pod}}"),
                ($"max by (pod) (redis_memory_max_bytes{{{Choice}}} > 0)", "{{pod}} limit")),
            Panels.Lines("Clients", PanelUnit.None, ($"max by (pod) (redis_connected_clients{{{Choice}}})", "{{pod}}")),
        ]));
}
