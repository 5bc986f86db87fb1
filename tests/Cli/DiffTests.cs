using Infra.Cli;
using Infra.Cli.Output;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Cli;

/// <summary>Command `diff`, and the comparison in `preview`, in real repositories.</summary>
public sealed class DiffTests
{
    private const StringComparison Exact = StringComparison.Ordinal;

    [Theory]
    [InlineData("diff prod@ prod", "'prod@': no phase after '@'; write prod@PHASE\n")]
    [InlineData("diff prod@9 prod", "prod@9: no phase '9'; the phases are 1-first-10, 1-first, 2-second\n")]
    [InlineData("diff prod nowhere", "nowhere: no stack 'nowhere'; the stacks are prod\n")]
    [InlineData("preview prod --against nowhere", "nowhere: no stack 'nowhere'; the stacks are prod\n")]
    [InlineData(
        "preview prod --against main",
        "main: no stack 'main'; the stacks are prod; for the revision write STACK:main, as prod:main\n")]
    public async Task SideThatCannotBeHadIsExplained(string line, string message)
    {
        using var repository = new ScratchRepository();
        var (exitCode, _, problems) = await RunAsync(line, repository);
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.EndsWith(message, problems, Exact);
    }

    [Theory]
    [InlineData("diff prod", "B: missing; give two sides, as diff prod:HEAD prod")]
    [InlineData("preview prod@2-second", "stack 'prod@2-second': write prod --phase 2-second")]
    [InlineData("phases prod@2-second", "stack 'prod@2-second': this command is about all phases; write prod")]
    [InlineData("diff prod prod --fail-on all", "Argument 'all' not recognized. Must be one of: 'danger' 'caution' 'any'")]
    [InlineData("preview prod --json --against stage", "--against: not with --json, which writes one plan; write a comparison with diff")]
    public async Task WrongCommandLineIsExplained(string line, string message)
    {
        using var repository = new ScratchRepository();
        var (exitCode, result, problems) = await RunAsync(line, repository);
        Assert.Equal((ExitCodes.Usage, ""), (exitCode, result));
        Assert.Contains(message, problems, Exact);
    }

    [Fact]
    public async Task UnchangedTreeDiffersInNothingFromTheLastCommit()
    {
        using var repository = new ScratchRepository();
        repository.Write("docs/page.md", "not a part of any plan\n");
        Assert.Contains($"\nnothing differs from the last commit ({repository.First[..7]})\n", await PreviewAsync(repository), Exact);
        Assert.False(Directory.Exists(repository.Cache));
    }

    [Fact]
    public async Task StackWithoutAFileInTheLastCommitIsNew()
    {
        using var repository = new ScratchRepository();
        File.Copy(Path.Combine(repository.Root, "Pulumi.prod.yaml"), Path.Combine(repository.Root, "Pulumi.qa.yaml"));
        var (exitCode, result, _) = await RunAsync("preview qa", repository);
        Assert.Equal(ExitCodes.Ok, exitCode);
        Assert.Contains($"\nthe stack is new since the last commit ({repository.First[..7]})\n", result, Exact);
    }

    [Fact]
    public async Task ChangedProgramIsNamedAndNotBuilt()
    {
        using var repository = new ScratchRepository();
        repository.Write("infra/New.cs", "new");
        Assert.Contains(
            $"\nthe description is that of the last commit ({repository.First[..7]}); "
                + "the program differs too, which --against prod:HEAD would build\n",
            await PreviewAsync(repository),
            Exact);
    }

    [Fact]
    public async Task PreviewOutsideGitSaysSoInOneLine()
    {
        using var system = new ScratchSystem().Write("Pulumi.yaml", "name: infra\n");
        var terminal = new Terminal(system.Root);
        Assert.Equal(ExitCodes.Ok, await App.RunAsync(["preview", "prod"], terminal));
        Assert.Contains($"\nnot compared with the last commit: {system.Root} is in no git repository\n", terminal.Results, Exact);
    }

    [Fact]
    public async Task PreviewBeforeTheFirstCommitSaysSo()
    {
        using var repository = new ScratchRepository();
        repository.Git("update-ref", "-d", "HEAD");
        Assert.Contains("\nnot compared: the repository has no commit yet\n", await PreviewAsync(repository), Exact);
    }

    [Fact]
    public async Task PreviewInADamagedRepositorySucceeds()
    {
        using var repository = new ScratchRepository();
        File.Delete(Path.Combine(repository.Root, ".git", "HEAD"));
        Assert.Contains("\nnot compared with the last commit: git status: ", await PreviewAsync(repository), Exact);
    }

    [Fact]
    public async Task PreviewShowsWhatDiffersFromTheLastCommit()
    {
        using var repository = new ScratchRepository();
        repository.Edit("stacks/tiny/system.yaml", "example.org", "example.net");
        var first = await PreviewAsync(repository);
        Assert.Contains($"\nwhat differs from the last commit ({repository.First[..7]})\n", first, Exact);
        Assert.Contains("example.org", first.Split("what differs from")[1], Exact);
        Assert.Single(Directory.GetFiles(Path.Combine(repository.Cache, "plans"), "*.json"));
        Assert.Equal(first, await PreviewAsync(repository));
    }

    [Fact]
    public async Task PreviewOfAChangedProgramComparesTheDescriptionAndKeepsNoPlan()
    {
        using var repository = new ScratchRepository();
        repository.Edit("stacks/tiny/system.yaml", "example.org", "example.net");
        repository.Write("infra/New.cs", "new");
        Assert.Contains(
            $"\nwhat differs from the last commit ({repository.First[..7]}); "
                + "the program differs too, which --against prod:HEAD would build\n",
            await PreviewAsync(repository),
            Exact);
        Assert.False(Directory.Exists(repository.Cache));
    }

    [Fact]
    public async Task EditThatPlansNothingNamesItsFile()
    {
        using var repository = new ScratchRepository();
        repository.Edit("stacks/tiny/migration.yaml", "title: First", "title: Other");
        const string sentence = "; the description does: stacks/tiny/migration.yaml (a part that is not built yet or not in this phase, or "
            + "a setting that a phase or another file replaces)\n";
        Assert.Contains(
            $"\nno planned resource differs from the last commit ({repository.First[..7]}){sentence}",
            await PreviewAsync(repository),
            Exact);
        var (_, result, _) = await RunAsync("diff prod:HEAD prod", repository);
        Assert.EndsWith($"\nno planned resource differs{sentence}", result, Exact);
    }

    [Fact]
    public async Task WarningsThatBothSidesHaveAreCountedOnceCachedToo()
    {
        using var repository = new ScratchRepository();
        var (_, _, alone) = await RunAsync("check prod", repository);
        var warnings = alone.Split('\n').Count(line => line.Contains(": warning: ", Exact));
        Assert.True(warnings > 0, alone);
        var expected = $"prod: {(warnings == 1 ? "1 warning" : $"{warnings} warnings")} as before; see check prod\n";
        Assert.Equal(expected, (await RunAsync("diff prod:HEAD prod", repository)).Problems);
        Assert.Equal(expected, (await RunAsync("diff prod:HEAD prod", repository)).Problems);
    }

    [Fact]
    public async Task PreviewComparesWithANamedSide()
    {
        using var repository = new ScratchRepository();
        var (exitCode, result, _) = await RunAsync("preview prod --against prod@2-second", repository);
        Assert.Equal(ExitCodes.Ok, exitCode);
        Assert.Contains("\nwhat differs from prod@2-second\n", result, Exact);
        Assert.Contains("example.com", result.Split("what differs from")[1], Exact);
    }

    [Theory]
    [InlineData("diff prod prod", ExitCodes.Ok, "from prod to prod\nnothing differs\n")]
    [InlineData("diff prod prod --fail-on any", ExitCodes.Ok, "nothing differs")]
    [InlineData("diff prod prod@2-second", ExitCodes.Ok, "example.com")]
    [InlineData("diff prod prod@2-second --fail-on any", ExitCodes.Changes, "example.com")]
    [InlineData("diff prod prod@2-second --json --fail-on any", ExitCodes.Changes, "\"format\": \"infra.diff/1\"")]
    public async Task DiffShowsTheStepsAndItsExitCodeTheirLevel(string line, int expected, string shown)
    {
        using var repository = new ScratchRepository();
        var (exitCode, result, _) = await RunAsync(line, repository);
        Assert.Equal(expected, exitCode);
        Assert.Contains(shown, result, Exact);
    }

    [Fact]
    public async Task EndOfAProtectionReachesTheLevelOfItsFinding()
    {
        using var repository = new ScratchRepository();
        var (_, json, _) = await RunAsync("preview prod --json", repository);
        await File.WriteAllTextAsync(Path.Combine(repository.Root, "new.json"), json);
        await File.WriteAllTextAsync(
            Path.Combine(repository.Root, "old.json"), json.Replace("\"protect\": false", "\"protect\": true", Exact));

        var (exitCode, result, _) = await RunAsync("diff old.json new.json --fail-on caution", repository);
        Assert.Equal(ExitCodes.Changes, exitCode);
        Assert.Contains("caution   the protection against deletion ends: ", result, Exact);
        Assert.DoesNotContain("nothing differs", result, Exact);
        Assert.Equal(ExitCodes.Ok, (await RunAsync("diff old.json new.json --fail-on danger", repository)).ExitCode);
        Assert.Equal(ExitCodes.Changes, (await RunAsync("diff old.json new.json --fail-on any", repository)).ExitCode);
    }

    [Theory]
    [InlineData("", "from prod to prod@2-second\n")]
    [InlineData(" --json", "{\n")]
    public async Task DiffIsWrittenToAFile(string format, string beginning)
    {
        using var repository = new ScratchRepository();
        var (exitCode, result, problems) = await RunAsync($"diff prod prod@2-second --out diff.txt{format}", repository);
        Assert.Equal((ExitCodes.Ok, ""), (exitCode, result));
        Assert.EndsWith("wrote diff.txt\n", problems, Exact);
        Assert.StartsWith(beginning, await File.ReadAllTextAsync(Path.Combine(repository.Root, "diff.txt")), Exact);
    }

    private static async Task<string> PreviewAsync(ScratchRepository repository)
    {
        var (exitCode, result, _) = await RunAsync("preview prod", repository);
        Assert.Equal(ExitCodes.Ok, exitCode);
        return result;
    }

    private static async Task<(int ExitCode, string Result, string Problems)> RunAsync(string line, ScratchRepository repository)
    {
        var terminal = new Terminal(repository.Root) { CacheFolder = repository.Cache };
        var exitCode = await App.RunAsync(line.Split(' '), terminal);
        return (exitCode, terminal.Results, terminal.Problems);
    }
}
