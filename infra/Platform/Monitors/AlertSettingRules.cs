using Infra.Model;
using Infra.Model.Validation;
using Infra.Monitoring;

namespace Infra.Platform;

/// <summary>Rules of the described alerts.</summary>
internal static class AlertSettingRules
{
    /// <summary>Signals that are measured in percent.</summary>
    private static readonly AlertSignal[] Percentages =
    [
        AlertSignal.Cpu, AlertSignal.Memory, AlertSignal.Disk, AlertSignal.ClaimUsage, AlertSignal.TargetsDown, AlertSignal.QuotaUsage,
        AlertSignal.Connections, AlertSignal.EtcdSize, AlertSignal.ErrorRate,
    ];

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        foreach (var alert in context.Spec.Observability.Alerts)
        {
            CheckName(context, alert);
            if (alert.Enabled)
            {
                CheckThreshold(context, alert);
                if (context.OwnsCluster && MissingFor(context.Spec, alert.Signal) is { } missing)
                {
                    context.Warn(
                        alert,
                        "signal",
                        $"the alert '{alert.Name}' watches nothing: {missing}",
                        "remove the alert, or set enabled: false until there is something to watch");
                }
            }
        }
    }

    /// <summary>Checks that a name stands for one signal: receivers, silences and runbooks know an alert by its name.</summary>
    private static void CheckName(ValidationContext context, AlertSpec alert)
    {
        foreach (var usual in UsualAlerts.All)
        {
            if (usual.Name == alert.Name && usual.Signal != alert.Signal)
            {
                context.Error(
                    alert,
                    "name",
                    $"'{alert.Name}' is the name of the usual alert on {Word(usual.Signal)}, and this one watches {Word(alert.Signal)}",
                    "choose another name");
            }
        }

        if (alert.Name == WatchAlerts.Watchdog)
        {
            context.Error(alert, "name", $"'{alert.Name}' is the name of the alert that is always raised", "choose another name");
        }
    }

    private static void CheckThreshold(ValidationContext context, AlertSpec alert)
    {
        if (alert.Threshold == 0)
        {
            var never = alert.Signal is AlertSignal.CertificateExpiry or AlertSignal.DaysToFull or AlertSignal.EtcdMargin;
            context.Error(
                alert,
                "threshold",
                $"with a threshold of 0 the alert '{alert.Name}' is {(never ? "never" : "always")} raised",
                "write a larger one, or enabled: false for no alert on the signal");
        }
        else if (alert.Threshold > 100 && Percentages.Contains(alert.Signal))
        {
            context.Error(
                alert,
                "threshold",
                $"{AlertList.Number(alert.Threshold)} is more than 100 percent, so that the alert '{alert.Name}' is never raised",
                "write at most 100");
        }
        else if (alert.Signal == AlertSignal.EtcdMargin
            && EtcdQuorum.Tolerated(context.Spec.Cluster.Nodes.Count(node => node.Role == NodeRole.Server)) is var tolerated and > 0
            && alert.Threshold > tolerated)
        {
            context.Error(
                alert,
                "threshold",
                $"the cluster can lose {tolerated} of its servers at most, so that the alert '{alert.Name}' is always raised",
                $"write at most {tolerated}");
        }
    }

    /// <summary>The reason why nothing in the system has a signal, wherever it runs now; null where something has.</summary>
    private static string? MissingFor(SystemSpec system, AlertSignal signal) => signal switch
    {
        _ when system.Observability.Prometheus is null => "observability.prometheus is not described",
        AlertSignal.VolumeHealth when system.Storage.Longhorn is null => "storage.longhorn is not described",
        AlertSignal.ReplicationLag when system.Databases.Servers().All(server => server.Instances == 1) =>
            "no database server has replicas",
        AlertSignal.ArchiveDelay when system.Databases.Servers().All(server => server.Archive is null) =>
            "no database server has an archive",
        AlertSignal.DatabaseInstances or AlertSignal.Connections when system.Databases.Servers().Count == 0 =>
            "no database server is described",
        AlertSignal.DumpAge when system.Databases.Dumps.Count == 0 => "databases.dumps is empty",
        AlertSignal.RestoreTestAge when system.Backup.RestoreTests.Count == 0
            && !system.Databases.Dumps.Any(dump => dump.TestsRestore) => "no restore test is described",
        AlertSignal.LostLogLines when system.Observability is { Loki: null, Alloy: null } =>
            "neither observability.loki nor observability.alloy is described",
        AlertSignal.EtcdMembers or AlertSignal.EtcdMargin or AlertSignal.EtcdLatency or AlertSignal.EtcdSize
            when !system.Cluster.K3s.EtcdExposeMetrics => "cluster.k3s.etcdExposeMetrics is false",
        AlertSignal.EtcdMargin when EtcdQuorum.Tolerated(system.Cluster.Nodes.Count(node => node.Role == NodeRole.Server)) == 0 =>
            "the cluster can lose none of its servers at any time",
        _ => null,
    };

    private static string Word(AlertSignal signal)
    {
        var name = signal.ToString();
        return $"'{char.ToLowerInvariant(name[0])}{name[1..]}'";
    }
}
