using Infra.Model;
using Infra.Platform;
using Infra.Tests.Support;

namespace Infra.Tests.Platform;

public sealed class LokiRulesTests
{
    [Fact]
    public void AcceptsPeriodsInOrderAndAVolumeThatIsLargeEnough() => Assert.Empty(Check(LogSystem.WithSenders(LogSystem.Host)));

    [Fact]
    public void RefusesPeriodsOutOfOrder() => Assert.Contains(
        "the period from 2020-10-24 does not come after the one from 2024-04-01",
        Assert.Single(Check(LogSystem.With(watch => watch with
        {
            Loki = new() { Schema = [new() { From = "2024-04-01", Prefix = "a" }, new() { From = "2020-10-24", Prefix = "b" }] },
        }))));

    [Theory]
    [InlineData("365d", "10Gi", true)]
    [InlineData("365d", "500Gi", false)]
    [InlineData("7d", "10Gi", false)]
    public void TellsOfAVolumeThatTheLinesWillFill(string kept, string size, bool tells)
    {
        var problems = Check(LogSystem.With(watch => watch with
        {
            Loki = new() { KeepFor = Duration.Parse(kept), Size = Quantity.Parse(size) },
        }));
        Assert.Equal(tells, problems.Any(problem => problem.Contains($"the log lines of {kept}", StringComparison.Ordinal)));
    }

    [Fact]
    public void RefusesSendersWithoutAnAddress() => Assert.Contains(
        "write its IPv4 address",
        Assert.Single(Check(LogSystem.WithSenders(LogSystem.Host with { Address = "docker.example.org" }))));

    [Fact]
    public void TellsOfDockerHostsWithoutAWayToLoki() => Assert.Contains(
        "the log lines of the Docker hosts (docker-1) have no way to Loki",
        Assert.Single(Check(LogSystem.With(watch => watch with { ComposeHosts = ["docker-1"] }, LogSystem.Host))));

    [Theory]
    [InlineData("*", "every name of a domain would lead to Loki")]
    [InlineData("www", "is the label of the host 'www'")]
    public void RefusesHostNamesOfOthers(string label, string says)
    {
        var system = LogSystem.WithSenders(LogSystem.Host);
        Assert.Contains(
            says,
            Assert.Single(Check(system with { Observability = system.Observability with { Loki = new() { PushHost = label } } })));
    }

    [Theory]
    [InlineData("36h", "observability.loki.keepFor")]
    [InlineData("0d", "observability.loki.keepFor")]
    public void RetentionIsInWholeDays(string kept, string setting) =>
        Community.Refused($"observability: {{loki: {{keepFor: {kept}}}}}", $"{setting}: {kept} is not a number of days");

    [Theory]
    [InlineData("{from: '2026-02-30', prefix: index_}", "from: '2026-02-30' is not a day")]
    [InlineData("{from: '2026-02-28', prefix: '9/x'}", "prefix: '9/x' is not a prefix of table names")]
    public void PeriodHasADayAndAPrefix(string period, string says) =>
        Community.Refused($"observability: {{loki: {{schema: [{period}]}}}}", says);

    private static string[] Check(SystemSpec system) => RuleRun.Problems(LokiRules.Check, system);
}
