using Infra.Platform;
using Infra.Tests.Support;

namespace Infra.Tests.Platform;

public sealed class MonitorRulesTests
{
    [Fact]
    public void GuestOfAStackWithoutPrometheusIsRefused()
    {
        var (owner, guest) = (Described.StackOf("prod"), Described.StackOf("stage"));
        Assert.Empty(RuleRun.Problems(MonitorRules.Check, guest, owner));
        var problem = Assert.Single(RuleRun.Problems(MonitorRules.Check, guest, owner with { Observability = new() }));
        Assert.StartsWith("runsOn: the stack prod does not run Prometheus", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void GuestWithoutPrometheusOfItsOwnIsAccepted()
    {
        var (owner, guest) = (Described.StackOf("prod"), Described.StackOf("stage"));
        Assert.Empty(RuleRun.Problems(MonitorRules.Check, guest with { Observability = new() }, owner with { Observability = new() }));
    }
}
