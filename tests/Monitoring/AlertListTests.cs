using Infra.Model;
using Infra.Monitoring;

namespace Infra.Tests.Monitoring;

public sealed class AlertListTests
{
    [Theory]
    [InlineData("0 3 * * *", 26, 26)]
    [InlineData("0 3 * * *", 48, 48)]
    [InlineData("0 */6 * * *", 26, 26)]
    [InlineData("0 3 * * 0", 26, 170)]
    public void BackupOfAScheduleMayBeAsOldAsItsLongestGap(string schedule, int threshold, int limit) =>
        Assert.Equal(limit, AlertList.AgeLimit(threshold, CronSchedule.Parse(schedule), TimeSpan.FromHours(1)));

    [Theory]
    [InlineData("0 5 * * 0", 35)]
    [InlineData("0 5 1 1,7 *", 185)]
    public void TestOfAScheduleMayBeAsOldAsItsLongestGap(string schedule, int limit) =>
        Assert.Equal(limit, AlertList.AgeLimit(35, CronSchedule.Parse(schedule), TimeSpan.FromDays(1)));

    [Fact]
    public void DescribedAlertsReplaceTheUsualOneOnTheirSignal()
    {
        var rules = RulesOf(
            new() { Name = "Warm", Signal = AlertSignal.Cpu, Threshold = 70.5m, For = Duration.Parse("1h"), Severity = Severity.Low },
            new() { Name = "Hot", Signal = AlertSignal.Cpu, Threshold = 95 });
        Assert.Equal([("Warm", "x >= 70.5", Severity.Low), ("Hot", "x >= 95", Severity.High)],
            rules.Select(rule => (rule.Name, rule.Expression, rule.Severity!.Value)));
        Assert.Equal(["cpu", "cpu"], rules.Select(rule => rule.Runbook));
    }

    [Fact]
    public void AlertThatIsNotEnabledHasNoRule() =>
        Assert.Empty(RulesOf(new AlertSpec { Name = "None", Signal = AlertSignal.Cpu, Threshold = 1, Enabled = false }));

    [Fact]
    public void AlertsOnObjectsAreRaisedForEachFromTheDescribedNumberOn()
    {
        var alerts = new AlertList(new() { Alerts = [new() { Name = "Two", Signal = AlertSignal.NodesDown, Threshold = 2 }] });
        alerts.AddEach(AlertSignal.NodesDown, "down == 1", "", "");
        Assert.Equal("(down == 1) and on () count(down == 1) >= 2", Assert.Single(alerts.Rules).Expression);
    }

    [Theory]
    [InlineData(AlertSignal.Cpu, "cpu")]
    [InlineData(AlertSignal.DaysToFull, "days-to-full")]
    public void PageIsNamedAfterTheSignal(AlertSignal signal, string page) => Assert.Equal(page, AlertList.PageOf(signal));

    private static IReadOnlyList<AlertRule> RulesOf(params AlertSpec[] described)
    {
        var alerts = new AlertList(new() { Alerts = described });
        alerts.AddFrom(AlertSignal.Cpu, "x", "", "");
        return alerts.Rules;
    }
}
