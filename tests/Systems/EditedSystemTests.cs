using Infra.Tests.Lab.Hosts;
using Infra.Tests.Support;

namespace Infra.Tests.Systems;

/// <summary>
/// Copy of the described systems with typical edits of a user (<c>edit-stacks.sh</c>), which passes the checks of <see
/// cref="UserStacksTests"/>. <c>test-edited-clone.sh</c> runs the whole suite with these edits in <c>stacks/</c>. Slow: every stack is
/// loaded in every phase and planned.
/// </summary>
public sealed class EditedSystemTests(EditedSystemTests.Copy copy) : IClassFixture<EditedSystemTests.Copy>
{
    [Fact]
    public void EveryStackLoadsInEveryPhase() => Problems.None(ProjectChecks.Load(copy.Root));

    [Fact]
    public async Task EveryStackKeepsTheInvariants() => Problems.None(await ProjectChecks.CheckInvariantsAsync(copy.Root));

    [SkippableFact]
    public async Task ApiServerAcceptsEveryObjectAndEveryChartItsValues() =>
        Problems.None(await ProjectChecks.CheckSchemasAsync(copy.Root));

    [Fact]
    public async Task EditsChangeThePlan()
    {
        var before = (await Plans.OfAsync("prod")).Resources.Select(resource => resource.Name).ToArray();
        var after = (await Plans.StackAsync(copy.Root, "prod")).Plan.Resources.Select(resource => resource.Name).ToArray();

        Assert.Contains(before.Except(after), name => name.Contains("phpmyadmin", StringComparison.Ordinal));
        Assert.Contains(after.Except(before), name => name.StartsWith("delta-", StringComparison.Ordinal));
    }

    /// <summary>The edited copy, removed after the tests.</summary>
    public sealed class Copy : IDisposable
    {
        public Copy()
        {
            Shell.Run("cp", "-r", $"{FrozenSystems.Root}/.", Root);
            Shell.Run("bash", Repository.File("tests", "Systems", "edit-stacks.sh"), Root);
        }

        /// <summary>The folder of its <c>Pulumi.yaml</c>.</summary>
        public string Root { get; } = Directory.CreateTempSubdirectory("infra-edited-").FullName;

        public void Dispose() => Directory.Delete(Root, recursive: true);
    }
}
