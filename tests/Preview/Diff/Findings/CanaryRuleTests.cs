using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Preview.Diff.Findings;

/// <summary>Findings about versions that Flagger releases.</summary>
public sealed class CanaryRuleTests
{
    [Fact]
    public async Task FlaggerDecidesOnANewVersionAfterTheRun()
    {
        var old = await Plans.OfAsync(CanarySystem.With(CanarySystem.Canary, app => app with { Image = "wordpress:1" }));
        var now = await Plans.OfAsync(CanarySystem.With(CanarySystem.Canary, app => app with { Image = "wordpress:2" }));

        Assert.Contains(
            "Note Release: Deployment prod/wordpress gets wordpress:2 in place of wordpress:1: Flagger tests and measures it, and promotes "
                + "it or rolls it back; the run ends before that",
            Judged.Lines(old, now));
    }

    [Fact]
    public async Task NobodyDecidesOnAVersionWithoutACanary()
    {
        var old = await Plans.OfAsync(CanarySystem.With(null, app => app with { Image = "wordpress:1" }));
        var now = await Plans.OfAsync(CanarySystem.With(null, app => app with { Image = "wordpress:2" }));

        Each.Lacks([.. Judged.Lines(old, now), "none"], line => line.Contains("Flagger", StringComparison.Ordinal));
    }
}
