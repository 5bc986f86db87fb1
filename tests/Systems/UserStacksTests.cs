using Infra.Preview;
using Infra.Tests.Support;

namespace Infra.Tests.Systems;

/// <summary>
/// Checks of the user's systems in <c>stacks/</c>: rules that hold for every valid system. No other test reads them. Slow: every stack is
/// loaded in every phase and planned.
/// </summary>
public sealed class UserStacksTests
{
    [Fact]
    public void EveryStackLoadsInEveryPhase() => Problems.None(ProjectChecks.Load(Repository.Root));

    [Fact]
    public async Task EveryStackKeepsTheInvariants() => Problems.None(await ProjectChecks.CheckInvariantsAsync(Repository.Root));

    [SkippableFact]
    public async Task ApiServerAcceptsEveryObjectAndEveryChartItsValues() =>
        Problems.None(await ProjectChecks.CheckSchemasAsync(Repository.Root));

    [Fact]
    public void AllStacksOfTheProjectAreChecked() =>
        Assert.Equal(Directory.GetFiles(Repository.Root, "Pulumi.*.yaml").Length, StackPreview.Stacks(Repository.Root).Count);
}
