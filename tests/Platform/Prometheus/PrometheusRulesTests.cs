using Infra.Model;
using Infra.Platform;
using Infra.Tests.Support;

namespace Infra.Tests.Platform;

public sealed class PrometheusRulesTests
{
    private static readonly AlertingSpec Told = new() { Receivers = [new() { Name = "operators", Secret = "alertReceiver" }] };

    [Fact]
    public void DescribedSystemHasNoProblem() => Assert.Empty(Problems(new() { Prometheus = new(), Alerting = Told }));

    [Fact]
    public void WarnsThatNobodyIsTold() =>
        Assert.Contains("nobody is told", Assert.Single(Problems(new() { Prometheus = new() })), StringComparison.Ordinal);

    [Fact]
    public void WarnsThatSamplesDoNotFitTheVolume()
    {
        var problem = Assert.Single(Problems(new() { Prometheus = new() { KeepFor = Duration.Parse("365d") }, Alerting = Told }));
        Assert.Contains("16Gi of the volume may be used", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesTwoReceiversOfOneName() => Assert.Contains(
        Problems(new() { Prometheus = new(), Alerting = Told with { Receivers = [Told.Receivers[0], Told.Receivers[0] with { }] } }),
        problem => problem.Contains("receiver", StringComparison.Ordinal));

    [Theory]
    [InlineData(9100, true)]
    [InlineData(9101, true)]
    [InlineData(9102, false)]
    public void RefusesAPortThatAHostOfTheClusterUses(int port, bool refused)
    {
        var system = Described.StackOf("prod");
        var host = new ComposeHostSpec
        {
            Name = "docker-1",
            Address = "203.0.113.7",
            BridgeAddress = Ipv4.Parse("172.17.0.1"),
            PortsInUse = [9101],
        };
        var problems = RuleRun.Problems(PrometheusRules.Check, system with
        {
            Compose = system.Compose with { Hosts = [host] },
            Observability = new() { Prometheus = new() { NodeExporterPort = port }, ComposeHosts = [host.Name], Alerting = Told },
        });
        Assert.Equal(refused ? 1 : 0, problems.Length);
        if (refused)
        {
            Assert.Contains($"port {port}", problems[0], StringComparison.Ordinal);
        }
    }

    private static string[] Problems(ObservabilitySpec observability) =>
        RuleRun.Problems(PrometheusRules.Check, Described.StackOf("prod") with { Observability = observability });
}
