namespace Infra.Model;

/// <summary>
/// The alerts that every watched cluster has, one on each signal. The thresholds are chosen here, for small clusters; where a system
/// describes alerts on a signal, these replace the usual one.
/// </summary>
public static class UsualAlerts
{
    /// <summary>The usual alerts, in the order of the signals.</summary>
    public static IReadOnlyList<AlertSpec> All { get; } =
    [
        Of("NodeCpuHigh", AlertSignal.Cpu, 85, "15m", Severity.Medium),
        Of("NodeMemoryHigh", AlertSignal.Memory, 90, "10m", Severity.High),
        Of("DiskFillingUp", AlertSignal.Disk, 80, "10m", Severity.High),
        Of("SpaceRunningOut", AlertSignal.DaysToFull, 4, "1h", Severity.High),
        Of("ClaimFillingUp", AlertSignal.ClaimUsage, 85, "10m", Severity.High),
        Of("ClockWrong", AlertSignal.ClockOffset, 100, "10m", Severity.Medium),
        Of("NodeDown", AlertSignal.NodesDown, 1, "5m", Severity.Critical),
        Of("TargetDown", AlertSignal.TargetsDown, 1, "15m", Severity.Medium),
        Of("ContainerRestarting", AlertSignal.ContainerRestarts, 5, "5m", Severity.High),
        Of("ContainerOutOfMemory", AlertSignal.MemoryKills, 1, "0s", Severity.Medium),
        Of("PodNotReady", AlertSignal.PodsNotReady, 1, "15m", Severity.High),
        Of("JobFailed", AlertSignal.FailedJobs, 1, "5m", Severity.High),
        Of("QuotaNearlyFull", AlertSignal.QuotaUsage, 90, "15m", Severity.Medium),
        Of("DrainBlocked", AlertSignal.BlockedDrains, 1, "30m", Severity.Medium),
        Of("CertificateExpiring", AlertSignal.CertificateExpiry, 14, "1h", Severity.High),
        Of("BackupTooOld", AlertSignal.BackupAge, 26, "10m", Severity.High),
        Of("BackupFailed", AlertSignal.FailedBackups, 1, "0s", Severity.High),
        Of("DumpTooOld", AlertSignal.DumpAge, 26, "10m", Severity.High),
        Of("RestoreTestTooOld", AlertSignal.RestoreTestAge, 35, "1h", Severity.Medium),
        Of("ArchiveStalled", AlertSignal.ArchiveDelay, 900, "5m", Severity.High),
        Of("ReplicationLagging", AlertSignal.ReplicationLag, 60, "5m", Severity.High),
        Of("DatabaseInstanceDown", AlertSignal.DatabaseInstances, 1, "5m", Severity.High),
        Of("ConnectionsNearlyUsedUp", AlertSignal.Connections, 85, "10m", Severity.High),
        Of("EtcdMemberDown", AlertSignal.EtcdMembers, 1, "5m", Severity.Critical),
        Of("QuorumAtRisk", AlertSignal.EtcdMargin, 1, "1m", Severity.Critical),
        Of("EtcdSlow", AlertSignal.EtcdLatency, 500, "10m", Severity.High),
        Of("EtcdNearlyFull", AlertSignal.EtcdSize, 80, "10m", Severity.Critical),
        Of("VolumeDegraded", AlertSignal.VolumeHealth, 1, "10m", Severity.High),
        Of("ErrorRateHigh", AlertSignal.ErrorRate, 1, "5m", Severity.High),
        Of("LatencyHigh", AlertSignal.Latency, 2000, "10m", Severity.Medium),
        Of("LogLinesLost", AlertSignal.LostLogLines, 1, "15m", Severity.Medium),
        Of("ReloadFailed", AlertSignal.FailedReloads, 1, "10m", Severity.High),
        Of("NotificationFailed", AlertSignal.FailedNotifications, 1, "5m", Severity.High),
    ];

    /// <summary>The alerts on a signal: the described ones that are enabled, or the usual one where none is described.</summary>
    /// <param name="observability">The settings.</param>
    /// <param name="signal">The signal.</param>
    public static IReadOnlyList<AlertSpec> On(ObservabilitySpec observability, AlertSignal signal)
    {
        var alerts = new List<AlertSpec>();
        var described = false;
        foreach (var alert in observability.Alerts)
        {
            if (alert.Signal == signal)
            {
                described = true;
                if (alert.Enabled)
                {
                    alerts.Add(alert);
                }
            }
        }

        return described ? alerts : [On(signal)];
    }

    /// <summary>The usual alert on a signal.</summary>
    /// <param name="signal">The signal.</param>
    public static AlertSpec On(AlertSignal signal) => All.First(alert => alert.Signal == signal);

    private static AlertSpec Of(string name, AlertSignal signal, decimal threshold, string after, Severity severity) =>
        new() { Name = name, Signal = signal, Threshold = threshold, For = Duration.Parse(after), Severity = severity };
}
