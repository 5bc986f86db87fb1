using System.Diagnostics;
using System.Text;
using Infra.Cli;
using Infra.Cli.Output;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Cli;

public sealed class AppTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("infra-cli-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("--help")]
    [InlineData("preview --help")]
    [InlineData("render --help")]
    [InlineData("flows --help")]
    [InlineData("stacks --help")]
    [InlineData("check --help")]
    public async Task HelpIsAResultWithExamplesThatFit(string line)
    {
        var (exitCode, result, problems) = await RunAsync(line, "/");
        Assert.Equal(ExitCodes.Ok, exitCode);
        Assert.Contains("Examples:\n  dotnet run --project cli -- ", result, StringComparison.Ordinal);
        Each.Of(result.Split('\n'), text => Assert.InRange(text.Length, 0, Columns.Width));
        Assert.Empty(problems);
    }

    [Fact]
    public async Task AWrongCommandLinePointsToTheHelp()
    {
        var (exitCode, result, problems) = await RunAsync("preview prod --colour");
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Empty(result);
        Assert.Contains("has no option \"--colour\"", problems, StringComparison.Ordinal);
        Assert.Contains("preview --help", problems, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("preview nowhere")]
    [InlineData("render nowhere --out x")]
    [InlineData("flows nowhere")]
    [InlineData("check nowhere")]
    public async Task AnUnknownStackIsAnsweredWithThoseThatExist(string line)
    {
        var (exitCode, _, problems) = await RunAsync(line);
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("there is no stack \"nowhere\"; the stacks are dev, homelab, prod, stage, test", problems, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("preview prod --phase nowhere")]
    [InlineData("render prod --phase nowhere --out x")]
    [InlineData("flows prod --phase nowhere")]
    [InlineData("check prod --phase nowhere")]
    public async Task AnUnknownPhaseIsAnsweredWithThoseThatExist(string line)
    {
        var (exitCode, _, problems) = await RunAsync(line);
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("there is no phase \"nowhere\"; the phases are 0-design, ", problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEarlierPhaseIsShownAsSuch()
    {
        var (exitCode, result, _) = await RunAsync("preview prod --phase 2-stage");
        Assert.Equal(ExitCodes.Ok, exitCode);
        Assert.StartsWith("stack prod: system community, environment prod, phase 2-stage\n", result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OutsideAProjectThatIsSaid()
    {
        var (exitCode, _, problems) = await RunAsync("stacks", _folder);
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("no Pulumi.yaml in " + _folder, problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StacksListsStacksEnvironmentsAndPhases()
    {
        var (exitCode, result, problems) = await RunAsync("stacks");
        Assert.Equal((ExitCodes.Ok, ""), (exitCode, problems));
        Assert.Matches("  prod +system community, environment prod, phase ", result);
        Assert.Contains("system community\n  environments dev, prod, stage, test\n  phase ", result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FlowsAreATableThatFitsUnderThoseWhoOpenThem()
    {
        var (exitCode, result, _) = await RunAsync("flows prod");
        Assert.Equal(ExitCodes.Ok, exitCode);
        Assert.StartsWith("stack prod: system community, environment prod, phase 3-prod\n", result, StringComparison.Ordinal);
        Assert.Contains(" flows; all else is refused in:\n  prod, infra, ingress-system\n", result, StringComparison.Ordinal);
        var wordpress = result[result.IndexOf("\nprod/wordpress\n", StringComparison.Ordinal)..].Split('\n');
        Assert.Matches(@"^  infra/mysql +3306 +database wordpress$", wordpress[2]);
        Assert.Matches(@"^  internet +443 587 +updates; mail$", wordpress[3]);
        Assert.Equal(wordpress[2].IndexOf("database", StringComparison.Ordinal), wordpress[3].IndexOf("updates", StringComparison.Ordinal));
        Each.Of(result.Split('\n'), line => Assert.InRange(line.Length, 0, Columns.Width));
    }

    [Fact]
    public async Task AnEarlierPhaseHasFewerFlows()
    {
        var (exitCode, result, _) = await RunAsync("flows prod --phase 1-dev");
        Assert.Equal(ExitCodes.Ok, exitCode);
        Assert.DoesNotContain("prod/wordpress", result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheTreeFitsAndEndsWithWhatIsNeeded()
    {
        var (exitCode, result, problems) = await RunAsync("preview prod");
        Assert.Equal(ExitCodes.Ok, exitCode);
        Each.Of(problems.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Contains(": warning: ", line, StringComparison.Ordinal));
        Assert.StartsWith("stack prod: system community, environment prod, phase ", result, StringComparison.Ordinal);
        Assert.Contains("├─ ", result, StringComparison.Ordinal);
        Assert.Contains(" protected", result, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", result, StringComparison.Ordinal);
        Assert.Contains("described, not built yet", result, StringComparison.Ordinal);
        Assert.Contains("observability", result, StringComparison.Ordinal);
        var needed = result[result.IndexOf("needed before `pulumi up`", StringComparison.Ordinal)..];
        Assert.Contains("  pulumi config set --secret hcloud:token --stack prod", needed, StringComparison.Ordinal);
        Each.Of(result[..^needed.Length].Split('\n'), line => Assert.InRange(line.Length, 0, Columns.Width));
    }

    [Fact]
    public async Task CommandsWorkFromAnyFolderOfTheProject()
    {
        var (exitCode, result, _) = await RunAsync("preview dev", Path.Combine(FrozenSystems.Root, "stacks", "community"));
        Assert.Equal(ExitCodes.Ok, exitCode);
        Assert.StartsWith("stack dev", result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JsonIsAPlanAndNothingElse()
    {
        var (exitCode, result, problems) = await RunAsync("preview prod --json");
        Assert.Equal(ExitCodes.Ok, exitCode);
        var plan = PlanJson.Read(Encoding.UTF8.GetBytes(result));
        Assert.Equal("prod", plan.Header.Stack);
        Assert.True(plan.Resources.Count > 20);
        Assert.Contains("needed before `pulumi up`\n  pulumi config set --secret ", problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoPreviewsAreTheSameBytes() => Assert.Equal((await RunAsync("preview prod --json")).Result, (await RunAsync("preview prod --json")).Result);

    [Fact]
    public async Task OutWritesTheWholeFileAndNothingBesideIt()
    {
        var file = Path.Combine(_folder, "deep", "plan.json");
        var (exitCode, result, _) = await RunAsync("preview prod --json --out " + file);
        Assert.Equal((ExitCodes.Ok, ""), (exitCode, result));
        Assert.Equal((await RunAsync("preview prod --json")).Result, await File.ReadAllTextAsync(file));
        Assert.Equal(["plan.json"], Directory.GetFileSystemEntries(Path.GetDirectoryName(file)!).Select(path => Path.GetFileName(path)));
    }

    [Fact]
    public async Task RenderWritesObjectsAndScriptsOnce()
    {
        var target = Path.Combine(_folder, "rendered");
        var (exitCode, result, _) = await RunAsync("render prod --out " + target);
        Assert.Equal(ExitCodes.Ok, exitCode);
        Assert.Matches("^wrote [0-9]+ files to ", result);
        Assert.True(File.Exists(Path.Combine(target, "cluster", "namespace-prod.yaml")));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(target, "scripts"), "*.create.sh"));
        await File.WriteAllTextAsync(Path.Combine(target, "mine.txt"), "keep");
        (exitCode, _, var problems) = await RunAsync("render prod --out " + target);
        Assert.Equal(ExitCodes.Problems, exitCode);
        Assert.Contains("mine.txt", problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckIsSilentAboutAllThatIsWell()
    {
        var (exitCode, result, problems) = await RunAsync("check");
        Assert.Equal(ExitCodes.Ok, exitCode);
        Assert.Matches("^[0-9]+ stacks checked, 0 problems", result);
        Assert.DoesNotContain("error", problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckTellsEveryProblemOfEveryStackWithItsLine()
    {
        BrokenProject();
        var (exitCode, result, problems) = await RunAsync("check", _folder);
        Assert.Equal(ExitCodes.Problems, exitCode);
        Assert.Contains("Pulumi.one.yaml:3: ", problems, StringComparison.Ordinal);
        Assert.Contains("Pulumi.two.yaml: 'infra:system' is missing", problems, StringComparison.Ordinal);
        Assert.Equal("2 stacks checked, " + problems.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length + " problems\n", result);
    }

    [Fact]
    public async Task APreviewOfABrokenStackTellsItsProblemsAndHasNoResult()
    {
        BrokenProject();
        var (exitCode, result, problems) = await RunAsync("preview one", _folder);
        Assert.Equal((ExitCodes.Problems, ""), (exitCode, result));
        Assert.Contains("Pulumi.one.yaml:3: ", problems, StringComparison.Ordinal);
        Assert.EndsWith(": there is no plan\n", problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheProcessAnswersWithPlainTextWhenItsOutputIsNoTerminal()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [typeof(App).Assembly.Location, "preview", "dev"])
        {
            WorkingDirectory = FrozenSystems.Root,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["TERM"] = "xterm-256color";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        Assert.Equal((await RunAsync("preview dev")).Result, output);
    }

    [Fact]
    public async Task ColoursAreForTerminals()
    {
        var terminal = new Terminal(FrozenSystems.Root, colored: true);
        Assert.Equal(ExitCodes.Ok, await App.RunAsync(["preview", "dev"], terminal));
        Assert.Contains("\u001b[", terminal.Result, StringComparison.Ordinal);
    }

    private void BrokenProject()
    {
        File.WriteAllText(Path.Combine(_folder, "Pulumi.yaml"), "name: infra\nruntime: dotnet\n");
        File.WriteAllText(Path.Combine(_folder, "Pulumi.one.yaml"), "config:\n  infra:system: community\n  infra:phase:\n  infra:environment: prod\n");
        File.WriteAllText(Path.Combine(_folder, "Pulumi.two.yaml"), "config:\n  infra:environment: prod\n");
    }

    private static async Task<(int ExitCode, string Result, string Problems)> RunAsync(string line, string? folder = null)
    {
        var terminal = new Terminal(folder ?? FrozenSystems.Root, colored: false);
        return (await App.RunAsync(line.Split(' '), terminal), terminal.Result, terminal.Problems);
    }
}
