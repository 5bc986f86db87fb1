using Infra.Cli;
using Infra.Cli.Output;

namespace Infra.Tests.Cli;

public sealed class PromoteTests : IDisposable
{
    private const string Production = "stacks/community/env.prod.yaml";
    private const string Staging = "stacks/community/env.stage.yaml";
    private const string Line = "promote wordpress --from stage --to prod";
    private const string Image = "dirtbikechina/wordpress:6.8.4";

    private readonly FrozenCopy _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task LiveImageOfTheSourceIsWrittenForTheIdleSlot()
    {
        StageRuns(Image);
        var before = Read(Production);
        var (exitCode, result, problems) = await RunAsync(Line);
        Assert.Equal((0, ""), (exitCode, problems));
        Assert.Equal(
            before.Replace(
                "{name: wordpress, runsOn: compose}",
                $$$"""{name: wordpress, runsOn: compose, blueGreen: {greenImage: "{{{Image}}}"}}""",
                StringComparison.Ordinal),
            Read(Production));
        Assert.Equal(
            $"""
            wrote {Production}:58: apps[wordpress].blueGreen.greenImage: {Image}
            next: dotnet run --project cli -- diff prod:HEAD prod
            then: pulumi up --stack prod; to go live, set live: green (docs/runbooks/promotion.md)

            """,
            result);
    }

    [Fact]
    public async Task SlotThatIsNotLiveInTheTargetGetsIt()
    {
        StageRuns(Image);
        ProductionHas("live: green");
        Assert.Contains("apps[wordpress].blueGreen.blueImage", (await RunAsync(Line)).Result, StringComparison.Ordinal);
        Assert.Contains($$"""blueGreen: {live: green, blueImage: "{{Image}}"}""", Read(Production), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SlotThatIsLiveInTheSourceIsTheTestedOne()
    {
        _project.Edit(
            Staging,
            "blueGreen: {idleReplicas: 0}}\n  - {name: discourse",
            $"blueGreen: {{live: green, idleReplicas: 0, greenImage: '{Image}'}}}}\n  - {{name: discourse");
        var (_, result, problems) = await RunAsync(Line);
        Assert.Equal("", problems);
        Assert.Contains($"greenImage: {Image}", result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecondPromotionWritesNothing()
    {
        StageRuns(Image);
        await RunAsync(Line);
        var before = Read(Production);
        Assert.Equal(
            (0, $"wordpress: the idle slot green of prod has the image {Image} of stage already; nothing was written\n", ""),
            await RunAsync(Line));
        Assert.Equal(before, Read(Production));
    }

    [Fact]
    public async Task ImageThatIsLiveAlreadyIsNotWritten()
    {
        var (exitCode, result, _) = await RunAsync(Line);
        Assert.Equal(
            (0, "wordpress: dirtbikechina/wordpress:7.1.2 of stage is live in prod already; nothing was written\n"), (exitCode, result));
    }

    [Theory]
    [InlineData("promote wordpres --from stage --to prod", 2, "app 'wordpres': not described; did you mean 'wordpress'?")]
    [InlineData("promote wordpress --from staging --to prod", 2, "--from: stack 'staging': not found; the stacks are")]
    [InlineData("promote wordpress --from stage --to production", 2, "--to: stack 'production': not found; the stacks are")]
    [InlineData("promote wordpress --from prod --to prod", 2, "--to: 'prod' is the stack of --from too")]
    [InlineData("promote wordpress --from homelab --to prod", 2, "of the system community, and 'homelab' of homelab")]
    [InlineData("promote wordpress --from stage", 2, "--to")]
    [InlineData("promote phpmyadmin --from stage --to prod", 1, "phpmyadmin: does not have two slots in prod; set apps[phpmyadmin]")]
    public async Task WrongRequestIsRefused(string line, int code, string problem)
    {
        var before = Read(Production);
        var (exitCode, result, problems) = await RunAsync(line);
        Assert.Equal((code, ""), (exitCode, result));
        Assert.Contains(problem, problems, StringComparison.Ordinal);
        Assert.Equal(before, Read(Production));
    }

    [Theory]
    [InlineData("replicas: 1", "replicas: 0", "3-prod", "wordpress: stage runs it nowhere on its cluster")]
    [InlineData("replicas: 1", "runsOn: k3s", "2-stage", "wordpress: prod does not run it on its cluster")]
    public async Task AppThatDoesNotRunIsRefused(string old, string text, string phase, string problem)
    {
        StageRuns(Image);
        _project.Edit(Staging, $"image: '{Image}', {old}", $"image: '{Image}', {text}");
        _project.Edit("Pulumi.prod.yaml", "phase: 3-prod", $"phase: {phase}");
        _project.Edit("Pulumi.stage.yaml", "phase: 3-prod", $"phase: {phase}");
        var (exitCode, _, problems) = await RunAsync(Line);
        Assert.Equal(1, exitCode);
        Assert.Contains(problem, problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ImageThatThePhaseSetsIsNotWrittenBelowIt()
    {
        StageRuns(Image);
        _project.Edit(
            "stacks/community/migration.yaml",
            "{name: wordpress, runsOn: k3s, compose: null}",
            "{name: wordpress, runsOn: k3s, compose: null, blueGreen: {greenImage: 'web:1.0'}}");
        var lines = Read("stacks/community/migration.yaml").Split('\n');
        var line = Array.FindIndex(lines, text => text.Contains("greenImage: 'web:1.0'", StringComparison.Ordinal)) + 1;
        await RefusedAsync($"stacks/community/migration.yaml:{line}: apps[wordpress].blueGreen.greenImage: this value wins over");
    }

    [Fact]
    public async Task ImageThatTheStackSetsIsNotWrittenBelowIt()
    {
        StageRuns(Image);
        _project.Edit(
            "Pulumi.prod.yaml",
            "  infra:phase: 3-prod",
            "  infra:phase: 3-prod\n  infra:overrides: {apps: [{name: wordpress, blueGreen: {greenImage: 'web:1.0'}}]}");
        await RefusedAsync("Pulumi.prod.yaml:6: apps[wordpress].blueGreen.greenImage: this value wins over");
    }

    [Fact]
    public async Task ImageThatTheStackTakesAwayIsNotWrittenBelowIt()
    {
        StageRuns(Image);
        _project.Edit(
            "Pulumi.prod.yaml",
            "  infra:phase: 3-prod",
            "  infra:phase: 3-prod\n  infra:overrides: {apps: [{name: wordpress, blueGreen: {greenImage: null}}]}");
        await RefusedAsync("Pulumi.prod.yaml:6: apps[wordpress].blueGreen: what is written here wins over");
    }

    [Fact]
    public async Task ProblemsOfTheTargetComeFirst()
    {
        StageRuns(Image);
        _project.Edit(Production, "namespace: prod", "namespace: prods");
        await RefusedAsync("nothing was written; correct what is reported above");
    }

    [SkippableFact]
    public async Task ReadOnlyFileIsRefused()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no permission bits");
        StageRuns(Image);
        File.SetUnixFileMode(Path(Production), UnixFileMode.UserRead);
        await RefusedAsync($"infra: {Production}: read-only; nothing was written");
    }

    [SkippableFact]
    public async Task LinkStaysALinkAndPermissionsAreKept()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no permission bits");
        StageRuns(Image);
        var real = System.IO.Path.Combine(_project.Root, "production.yaml");
        File.Move(Path(Production), real);
        File.CreateSymbolicLink(Path(Production), real);
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.SetUnixFileMode(real, Mode);
        Assert.Equal(0, (await RunAsync(Line)).ExitCode);
        Assert.Equal(real, new FileInfo(Path(Production)).LinkTarget);
        Assert.Contains(Image, await File.ReadAllTextAsync(real), StringComparison.Ordinal);
        Assert.Equal(Mode, File.GetUnixFileMode(real));
        Assert.Empty(Directory.GetFiles(_project.Root, ".*"));
    }

    [Fact]
    public async Task LineEndsOfWindowsStay()
    {
        StageRuns(Image);
        var before = Read(Production).Replace("\n", "\r\n", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path(Production), before);
        Assert.Equal(0, (await RunAsync(Line)).ExitCode);
        Assert.Equal(
            before.Replace(
                "{name: wordpress, runsOn: compose}",
                $$$"""{name: wordpress, runsOn: compose, blueGreen: {greenImage: "{{{Image}}}"}}""",
                StringComparison.Ordinal),
            Read(Production));
    }

    [Fact]
    public async Task AppThatTheEnvironmentDoesNotWriteIsAdded()
    {
        StageRuns(Image);
        _project.Edit(Production, "  - {name: wordpress, runsOn: compose}\n", "");
        Assert.Equal(0, (await RunAsync(Line)).ExitCode);
        Assert.Contains(
            $$$"""
              - {name: phpmyadmin, runsOn: compose}
              - {name: wordpress, blueGreen: {greenImage: "{{{Image}}}"}}

            """,
            Read(Production),
            StringComparison.Ordinal);
    }

    private void StageRuns(string image) =>
        _project.Edit(Staging, "{name: wordpress, replicas: 1,", $"{{name: wordpress, image: '{image}', replicas: 1,");

    private void ProductionHas(string slots) =>
        _project.Edit(Production, "{name: wordpress, runsOn: compose}", $"{{name: wordpress, runsOn: compose, blueGreen: {{{slots}}}}}");

    private async Task RefusedAsync(string problem)
    {
        var before = Read(Production);
        var (exitCode, result, problems) = await RunAsync(Line);
        Assert.Equal((1, ""), (exitCode, result));
        Assert.Contains(problem, problems, StringComparison.Ordinal);
        Assert.Equal(before, Read(Production));
    }

    private string Path(string file) => System.IO.Path.Combine(_project.Root, file);

    private string Read(string file) => File.ReadAllText(Path(file));

    private async Task<(int ExitCode, string Result, string Problems)> RunAsync(string line)
    {
        var terminal = new Terminal(_project.Root, width: null, colored: false);
        var exitCode = await App.RunAsync(line.Split(' '), terminal);
        return (exitCode, terminal.Results, terminal.Problems);
    }
}
