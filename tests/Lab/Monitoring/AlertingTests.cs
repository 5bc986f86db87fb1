using Infra.Platform;
using Infra.Tests.Lab.Databases;

namespace Infra.Tests.Lab.Monitoring;

/// <summary>
/// Alerts on their way from a full disk or a stopped exporter to the receivers, with Debian's Prometheus, Alertmanager and node exporter.
/// All planned rules are evaluated; the lab has no cluster, so rules on what is absent are raised as well, and each test looks at its own
/// alerts alone. Slow: each test starts all programs and waits for their rounds.
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
    public async Task FullDiskIsReportedOnceWithItsRunbookAndThenResolved()
    {
        using var run = await MonitoringRun.StartAsync();

        run.FillDisk();
        Await(() => Count(run, Firing, DiskAlert) > 0, "the notification of the full disk");
        run.AwaitHeartbeats(4);
        var alert = Assert.Single(run.Receivers.Alerts(Operators, Firing, DiskAlert));
        Assert.Equal("high", alert.GetProperty("labels").GetProperty("severity").GetString());
        Assert.Equal(run.Node, alert.GetProperty("labels").GetProperty("instance").GetString());
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
    public async Task StoppedExporterIsReportedToThoseWhoTakeItsSeverity()
    {
        using var run = await MonitoringRun.StartAsync();

        run.StopHost();
        Await(() => Count(run, Firing, NodeAlert) > 0 && Targets(run, Firing) > 0, "the notifications of the exporter");
        Await(() => Calls(run).Count > 0, "the call");
        run.AwaitHeartbeats(4);
        Assert.Contains(run.Host, Assert.Single(Calls(run)), StringComparison.Ordinal);
        var alert = Assert.Single(run.Receivers.Alerts(Operators, Firing, NodeAlert));
        Assert.Equal(run.Host, alert.GetProperty("labels").GetProperty("instance").GetString());

        run.StartHost();
        Await(() => Calls(run).Count > 1 && Targets(run, Resolved) > 0, "the end of both");
        Assert.DoesNotContain(TargetAlert, string.Concat(run.Receivers.Bodies(OnCall)), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task RestartedAlertmanagerDoesNotSendAgain()
    {
        using var run = await MonitoringRun.StartAsync();
        run.FillDisk();
        Await(() => Count(run, Firing, DiskAlert) > 0, "the notification of the full disk");

        run.RestartAlertmanager();
        Await(() => run.Raised().Contains(DiskAlert), "Alertmanager has the alert again");
        run.AwaitHeartbeats(4);

        Assert.Equal(1, Count(run, Firing, DiskAlert));
    }

    [SkippableFact]
    public async Task ReceiverThatFailsIsCalledAgainAndItsSecretStaysInItsFile()
    {
        using var run = await MonitoringRun.StartAsync();
        run.Receivers.Fail(Operators, NodeAlert, 2);
        run.Receivers.Fail(OnCall, NodeAlert, 1);

        run.StopHost();
        Await(() => Count(run, Firing, NodeAlert) > 0 && Calls(run).Count > 0, "the notifications after the failures");

        Assert.Equal((0, 0), (run.Receivers.FailuresLeft(Operators, NodeAlert), run.Receivers.FailuresLeft(OnCall, NodeAlert)));
        Assert.DoesNotContain(MonitoringRun.Token, run.AlertmanagerStatus(), StringComparison.Ordinal);
        Assert.DoesNotContain(MonitoringRun.Token, run.Log("alertmanager"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task HeartbeatEndsWithPrometheus()
    {
        using var run = await MonitoringRun.StartAsync();
        run.AwaitHeartbeats(3);
        Assert.Equal(run.PlannedRules().Order(), run.Rules().Select(rule => rule.Name).Order());
        Await(() => run.Rules().All(rule => rule.State == "ok"), "the evaluation of all planned rules");

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

    private static int Count(MonitoringRun run, string state, string alert) => run.Receivers.Alerts(Operators, state, alert).Count;

    /// <summary>Notifications of node exporters that do not answer; the jobs that the lab lacks are always reported.</summary>
    private static int Targets(MonitoringRun run, string state) => run.Receivers.Alerts(Operators, state, TargetAlert)
        .Count(alert => alert.GetProperty("labels").GetProperty("job").GetString() == PrometheusValues.NodeExporterJob);

    private static IReadOnlyList<string> Calls(MonitoringRun run) =>
        [.. run.Receivers.Bodies(OnCall).Where(body => body.Contains(NodeAlert, StringComparison.Ordinal))];

    private static void Await(Func<bool> come, string what) => Waiting.Until(come, what);
}
