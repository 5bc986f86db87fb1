using Infra.Tests.Lab.Databases;

namespace Infra.Tests.Lab.Monitoring;

/// <summary>
/// Alerts on their way from a full disk or a stopped exporter to the receivers, with Debian's Prometheus, Alertmanager and node exporter.
/// Slow: each test starts all three and waits for their rounds.
/// </summary>
public sealed class AlertingTests
{
    private const string Operators = "/operators";
    private const string OnCall = $"/slack/{MonitoringRun.Token}";
    private const string Firing = "firing";
    private const string Resolved = "resolved";
    private const string DiskAlert = "DiskFillingUp";
    private const string NodeAlert = "NodeDown";
    private const string TargetAlert = "TargetDown";

    [SkippableFact]
    public void FullDiskIsReportedOnceWithItsRunbookAndThenResolved()
    {
        using var run = MonitoringRun.Start();

        run.FillDisk();
        Await(() => Count(run, Firing, DiskAlert) > 0, "the notification of the full disk");
        run.AwaitHeartbeats(4);
        var notification = Assert.Single(run.Receivers.Notifications(Operators, Firing, DiskAlert));
        var alert = Assert.Single(notification.GetProperty("alerts").EnumerateArray());
        Assert.Equal("high", alert.GetProperty("labels").GetProperty("severity").GetString());
        Assert.Equal("lab-1", alert.GetProperty("labels").GetProperty("instance").GetString());
        Assert.EndsWith(
            "docs/runbooks/alerts/disk.md",
            alert.GetProperty("annotations").GetProperty("runbook_url").GetString(),
            StringComparison.Ordinal);

        run.FreeDisk();
        Await(() => Count(run, Resolved, DiskAlert) > 0, "the notification of the free disk");
        run.AwaitHeartbeats(4);
        Assert.Equal((1, 1), (Count(run, Firing, DiskAlert), Count(run, Resolved, DiskAlert)));
        Assert.DoesNotContain(DiskAlert, string.Concat(run.Receivers.Bodies(OnCall)), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void StoppedExporterIsReportedToThoseWhoTakeItsSeverity()
    {
        using var run = MonitoringRun.Start();

        run.StopExporter();
        Await(() => Count(run, Firing, NodeAlert) > 0 && Count(run, Firing, TargetAlert) > 0, "the notifications of the exporter");
        Await(() => run.Receivers.Bodies(OnCall).Count > 0, "the call");
        run.AwaitHeartbeats(4);
        Assert.Contains(NodeAlert, Assert.Single(run.Receivers.Bodies(OnCall)), StringComparison.Ordinal);

        run.StartExporter();
        Await(() => run.Receivers.Bodies(OnCall).Count > 1 && Count(run, Resolved, TargetAlert) > 0, "the end of both");
        Assert.DoesNotContain(TargetAlert, string.Concat(run.Receivers.Bodies(OnCall)), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void RestartedAlertmanagerDoesNotSendAgain()
    {
        using var run = MonitoringRun.Start();
        run.FillDisk();
        Await(() => Count(run, Firing, DiskAlert) > 0, "the notification of the full disk");

        run.RestartAlertmanager();
        Await(() => run.Raised().Contains(DiskAlert), "Alertmanager has the alert again");
        run.AwaitHeartbeats(4);

        Assert.Equal(1, Count(run, Firing, DiskAlert));
    }

    [SkippableFact]
    public void ReceiverThatFailsIsCalledAgainAndItsSecretStaysInItsFile()
    {
        using var run = MonitoringRun.Start();
        run.Receivers.Fail(Operators, 2);
        run.Receivers.Fail(OnCall, 1);

        run.StopExporter();
        Await(() => Count(run, Firing, NodeAlert) > 0 && run.Receivers.Bodies(OnCall).Count > 0, "the notifications after the failures");

        Assert.Equal((0, 0), (run.Receivers.FailuresLeft(Operators), run.Receivers.FailuresLeft(OnCall)));
        Assert.DoesNotContain(MonitoringRun.Token, run.AlertmanagerStatus(), StringComparison.Ordinal);
        Assert.DoesNotContain(MonitoringRun.Token, run.Log("alertmanager"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void HeartbeatEndsWithPrometheus()
    {
        using var run = MonitoringRun.Start();
        run.AwaitHeartbeats(3);

        run.StopPrometheus();
        Await(() => !run.Raised().Contains("Watchdog"), "the end of the alert that is always raised");
        var last = run.Heartbeats;
        foreach (var later in (string[])["First", "Second", "Third"])
        {
            run.Raise(later);
            Await(() => Count(run, Firing, later) > 0, $"the notification of {later}");
        }

        Assert.Equal(last, run.Heartbeats);
    }

    private static int Count(MonitoringRun run, string status, string alert) =>
        run.Receivers.Notifications(Operators, status, alert).Count;

    private static void Await(Func<bool> come, string what) => Waiting.Until(come, what);
}
