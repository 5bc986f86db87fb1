using Infra.Model;
using Infra.Platform;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Platform;

public sealed class AlertSettingRulesTests
{
    private static readonly SystemSpec System = Described.StackOf("prod");

    [Theory]
    [InlineData(AlertSignal.Cpu, 100, true)]
    [InlineData(AlertSignal.Cpu, 101, false)]
    [InlineData(AlertSignal.Latency, 5000, true)]
    [InlineData(AlertSignal.NodesDown, 0, false)]
    [InlineData(AlertSignal.CertificateExpiry, 0, false)]
    [InlineData(AlertSignal.EtcdMargin, 1, true)]
    [InlineData(AlertSignal.EtcdMargin, 2, false)]
    public void ThresholdsThatAreNeverOrAlwaysExceededAreRefused(AlertSignal signal, int threshold, bool accepted) =>
        Assert.Equal(accepted, ProblemsOf(System, Alert("Own", signal, threshold)).Length == 0);

    [Fact]
    public void ThresholdsOfAlertsThatAreLeftOutAreNotChecked() =>
        Assert.Empty(ProblemsOf(System, Alert("Own", AlertSignal.Cpu, 0) with { Enabled = false }));

    [Theory]
    [InlineData("NodeCpuHigh", AlertSignal.Cpu, true)]
    [InlineData("NodeCpuHigh", AlertSignal.Memory, false)]
    [InlineData("Watchdog", AlertSignal.Memory, false)]
    public void NameStandsForOneSignal(string name, AlertSignal signal, bool accepted) =>
        Assert.Equal(accepted, ProblemsOf(System, Alert(name, signal, 90)).Length == 0);

    [Fact]
    public void AlertOnWhatIsNotDescribedIsReported()
    {
        var without = System with
        {
            Storage = System.Storage with { Longhorn = null },
            Databases = new(),
            Backup = new(),
        };
        AlertSignal[] signals =
        [
            AlertSignal.VolumeHealth, AlertSignal.ReplicationLag, AlertSignal.ArchiveDelay, AlertSignal.DatabaseInstances,
            AlertSignal.Connections, AlertSignal.DumpAge, AlertSignal.RestoreTestAge,
        ];
        Each.Of(signals, signal =>
        {
            Assert.Empty(ProblemsOf(System, Alert("Own", signal, 1)));
            Assert.Contains("watches nothing", Assert.Single(ProblemsOf(without, Alert("Own", signal, 1))), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void AlertsWithoutPrometheusWatchNothing() => Assert.Equal(
        [
            "signal: the alert 'Own' watches nothing: observability.prometheus is not described; "
                + "remove the alert, or set enabled: false until there is something to watch",
        ],
        ProblemsOf(System with { Observability = System.Observability with { Prometheus = null } }, Alert("Own", AlertSignal.Cpu, 90)));

    private static AlertSpec Alert(string name, AlertSignal signal, decimal threshold) =>
        new() { Name = name, Signal = signal, Threshold = threshold };

    private static string[] ProblemsOf(SystemSpec system, AlertSpec alert) => RuleRun.Problems(
        new MonitorsPart().Check, system with { Observability = system.Observability with { Alerts = [alert] } });
}
