using Infra.Model;
using Infra.Monitoring;

namespace Infra.Databases;

/// <summary>The alerts on instances of Redis, from the exporter beside each.</summary>
internal static class RedisAlerts
{
    /// <summary>The rules on the instances that the stack makes.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    public static IReadOnlyList<AlertRule> Of(SystemSpec system)
    {
        var alerts = new AlertList(system.Observability);
        foreach (var server in DatabasePlacement.Made(system, system.Databases.Redis))
        {
            var selector = $"namespace=\"{DatabasePlacement.NamespaceOf(system, server)}\",pod=~\"{server.Name}-.+\"";
            alerts.AddFrom(
                AlertSignal.DatabaseInstances,
                $"label_replace(1 - (max(redis_up{{{selector}}}) or vector(0)), \"server\", \"{server.Name}\", \"\", \"\")",
                "The Redis instance {{ $labels.server }} does not answer.",
                "Its apps stand still, or work without their queues. Look now.");
            alerts.AddFrom(
                AlertSignal.Connections,
                $"label_replace(max(redis_connected_clients{{{selector}}}) / max(redis_config_maxclients{{{selector}}}) * 100, "
                    + $"\"server\", \"{server.Name}\", \"\", \"\")",
                """{{ printf "%.0f" $value }} % of the connections of the Redis instance {{ $labels.server }} are used.""",
                "From 100 % on apps are refused. Look now if it grows, otherwise during the day.");
        }

        return alerts.Rules;
    }
}
