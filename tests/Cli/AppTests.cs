using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Infra.Cli;
using Infra.Cli.Commands;
using Infra.Cli.Output;
using Infra.Preview.Graph;
using Infra.Tests.Lab.Hosts;
using Infra.Tests.Support;

namespace Infra.Tests.Cli;

/// <summary>
/// Commands through their entry point: exit code, result and messages. Slow: most commands plan one or all frozen stacks again.
/// </summary>
public sealed class AppTests : IDisposable
{
    private const StringComparison Exact = StringComparison.Ordinal;

    private readonly string _folder = Directory.CreateTempSubdirectory("infra-cli-").FullName;

    public static TheoryData<string> CommandNames => [.. Commands.Select(command => command.Name)];

    private static IEnumerable<DocumentedCommand> Commands => App.Complete(new(FrozenSystems.Root)).Subcommands.Cast<DocumentedCommand>();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(CommandNames))]
    public async Task HelpOfEachCommandShowsItsExamplesAndFitsTheWidth(string name)
    {
        var (exitCode, result, problems) = await RunAsync($"{name} --help", "/");
        Assert.Equal((ExitCodes.Ok, ""), (exitCode, problems));
        Assert.Contains($"  {App.Call} {name}", result, Exact);
        foreach (var example in Commands.Single(command => command.Name == name).Examples)
        {
            Assert.Contains($"\n  {App.Call} {example}\n", result, Exact);
        }
        Assert.EndsWith($"{ExitCodes.Explanation}{(name == "diff" ? ", 4 changes" : "")}.\n", result, Exact);
        Each.Of(result.Split('\n'), line => Assert.InRange(line.Length, 0, Screen.DefaultWidth));
    }

    [Theory]
    [MemberData(nameof(CommandNames))]
    public void ExamplesOfEachCommandParse(string name)
    {
        var command = Commands.Single(each => each.Name == name);
        Assert.EndsWith(".", command.Description, Exact);
        Assert.NotEmpty(command.Examples);
        foreach (var example in command.Examples)
        {
            var arguments = example.Split(" > ")[0];
            Assert.Equal(name, arguments.Split(' ')[0]);
            Assert.Empty(App.Complete(new(FrozenSystems.Root)).Parse(arguments).Errors);
        }
    }

    [Theory]
    [InlineData("check prod")]
    [InlineData("check stage")]
    [InlineData("check")]
    [Pitfall("guests-capacity")]
    public async Task CheckAddsUpTheStacksOfACluster(string line)
    {
        Shell.Run("cp", "-r", $"{FrozenSystems.Root}/.", _folder);
        var file = Path.Combine(_folder, "Pulumi.prod.yaml");
        Assert.Equal(ExitCodes.Ok, (await RunAsync("check prod", _folder)).ExitCode);
        await File.AppendAllTextAsync(file, "  infra:overrides: {storage: {volumes: [{name: mysql-data, size: 60Gi}]}}\n");

        var (exitCode, _, problems) = await RunAsync(line, _folder);

        Assert.Equal(ExitCodes.Problems, exitCode);
        Assert.Contains("need 1092Gi (prod 980Gi, stage 90Gi, test 22Gi), copies included", problems, Exact);
        Assert.Equal(ExitCodes.Ok, (await RunAsync("preview prod", _folder)).ExitCode);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task HelpListsAllCommands(string line)
    {
        var (exitCode, result, problems) = await RunAsync(line, "/");
        Assert.Equal((ExitCodes.Ok, ""), (exitCode, problems));
        Each.Of(Commands, command => Assert.Matches($@"\n  {command.Name} ", result));
        Assert.Contains($"  {App.Call} [command] [options]\n", result, Exact);
    }

    [Fact]
    public async Task VersionNamesProgramPlanFormatAndRuntime()
    {
        var (exitCode, result, problems) = await RunAsync("--version", "/");
        Assert.Equal((ExitCodes.Ok, ""), (exitCode, problems));
        Assert.Matches($@"^infra [0-9]+\.[0-9]+\.[0-9]+ \(plans {Regex.Escape(PlanJson.Format)}, \.NET [0-9.]+\)\n$", result);
    }

    [Theory]
    [InlineData("prevew prod", "preview")]
    [InlineData("flow prod", "flows")]
    [InlineData("preview prod --jsn", "--json")]
    public async Task UnknownNameIsAnsweredWithSimilarOnes(string line, string similar)
    {
        var (exitCode, result, problems) = await RunAsync(line);
        Assert.Equal((ExitCodes.Usage, ""), (exitCode, result));
        Assert.Contains($"Did you mean one of the following?\n{similar}\n", problems, Exact);
    }

    [Theory]
    [InlineData("", "Required command was not provided")]
    [InlineData("preview", "Required argument missing for command: 'preview'")]
    [InlineData("preview prod test", "Unrecognized command or argument 'test'")]
    [InlineData("stacks prod", "Unrecognized command or argument 'prod'")]
    [InlineData("preview prod --out", "Required argument missing for option: '--out'")]
    [InlineData("preview prod --out --json", "--out: '--json' is an option; give a FILE before it, or write ./--json")]
    [InlineData("preview --jsn prod", "option '--jsn': unknown; the options are --phase, --tree, --json, --against, --out")]
    [InlineData("check --fase 2-stage", "option '--fase': unknown; the options are --phase")]
    [InlineData("preview prod --out a --out b", "Option '--out' expects a single argument but 2 were provided")]
    [InlineData("render prod", "Option '--out' is required")]
    [InlineData("completions tcsh", "Argument 'tcsh' not recognized. Must be one of: 'bash' 'zsh' 'fish' 'pwsh'")]
    [InlineData("preview @file", "stack '@file': not found")]
    public async Task WrongCommandLineIsExplained(string line, string message)
    {
        var (exitCode, result, problems) = await RunAsync(line);
        Assert.Equal((ExitCodes.Usage, ""), (exitCode, result));
        Assert.Contains($"infra: {message}", problems, Exact);
        var name = line.Split(' ')[0];
        Assert.EndsWith($"\nHelp: {App.Call}{(name.Length > 0 ? $" {name}" : "")} --help\n", problems, Exact);
    }

    [Fact]
    public async Task EmptyPathOfAnOutputIsExplained()
    {
        var terminal = new Terminal(FrozenSystems.Root);
        Assert.Equal(ExitCodes.Usage, await App.RunAsync(["preview", "prod", "--out", ""], terminal));
        Assert.Contains("infra: --out: the FILE is empty; name one, or leave the option out\n", terminal.Problems, Exact);
    }

    [Theory]
    [InlineData("preview prod --json --out=FILE")]
    [InlineData("preview --out FILE --json -- prod")]
    [InlineData("preview --json --out:FILE prod")]
    public async Task OptionsMayHaveAnyOrder(string line)
    {
        var file = Path.Combine(_folder, "plan.json");
        Assert.Equal(ExitCodes.Ok, (await RunAsync(line.Replace("FILE", file, Exact))).ExitCode);
        Assert.Equal("prod", PlanJson.Read(await File.ReadAllBytesAsync(file)).Header.Stack);
    }

    [Theory]
    [InlineData("preview nowhere")]
    [InlineData("render nowhere --out x")]
    [InlineData("flows nowhere")]
    [InlineData("check nowhere")]
    [InlineData("preview ../prod")]
    public async Task UnknownStackIsAnsweredWithThoseThatExist(string line)
    {
        var (exitCode, _, problems) = await RunAsync(line);
        Assert.Equal(ExitCodes.Usage, exitCode);
        var message = $"infra: stack '{line.Split(' ')[1]}': not found; the stacks are dev, homelab, prod, product, stage, test\n";
        Assert.Contains(message, problems, Exact);
    }

    [Theory]
    [InlineData("preview prod --phase nowhere")]
    [InlineData("render prod --phase nowhere --out x")]
    [InlineData("flows prod --phase nowhere")]
    [InlineData("check prod --phase nowhere")]
    public async Task UnknownPhaseIsAnsweredWithThoseThatExist(string line)
    {
        var (exitCode, _, problems) = await RunAsync(line);
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("phase 'nowhere': not found; the phases are 0-design, ", problems, Exact);
    }

    [Fact]
    public async Task CheckOfAllStacksReportsThoseWithoutThePhase()
    {
        var (exitCode, result, problems) = await RunAsync("check --phase 2-stage");
        Assert.Equal(ExitCodes.Problems, exitCode);
        Assert.Contains("6 stacks checked, 2 problems", result, Exact);
        Assert.Contains("2-stage", problems, Exact);
    }

    [Fact]
    public async Task CommandOutsideAnyProjectNamesTheDirectory()
    {
        var (exitCode, _, problems) = await RunAsync("stacks", _folder);
        Assert.Equal(ExitCodes.Usage, exitCode);
        var message = $"infra: working directory {_folder}: no Pulumi.yaml here or above; change into the project\n";
        Assert.StartsWith(message, problems, Exact);
    }

    [Fact]
    public async Task CommandRunsInAnyFolderOfTheProject()
    {
        var (exitCode, result, _) = await RunAsync("preview dev", Path.Combine(FrozenSystems.Root, "stacks", "community"));
        Assert.Equal(ExitCodes.Ok, exitCode);
        Assert.StartsWith("stack dev", result, Exact);
    }

    [Fact]
    public async Task StacksListsStacksEnvironmentsAndPhases()
    {
        var (exitCode, result, problems) = await RunAsync("stacks");
        Assert.Equal((ExitCodes.Ok, ""), (exitCode, problems));
        Assert.Matches(@"^stack +system +environment +phase\n", result);
        Assert.Matches(@"\nprod +community +prod +3-prod\n", result);
        Assert.Contains("\nsystem community\n├── environments: dev, prod, stage, test\n├── phase ", result, Exact);
        Assert.Contains("step 3-data: ", result, Exact);
    }

    [Fact]
    public async Task StacksAsJsonNameTheOwnersOfTheirClusters()
    {
        var (exitCode, result, problems) = await RunAsync("stacks --json");
        Assert.Equal((ExitCodes.Ok, ""), (exitCode, problems));
        Assert.Equal(
            ["dev of ", "homelab of ", "prod of ", "product of ", "stage of prod", "test of prod"],
            JsonDocument.Parse(result).RootElement.GetProperty("stacks").EnumerateArray().Select(stack =>
                $"{stack.GetProperty("name").GetString()} of {stack.GetProperty("clusterOwner").GetString()}"));
    }

    [Fact]
    public async Task FlowsAreOneLineEachInAPipe()
    {
        var (exitCode, result, _) = await RunAsync("flows prod");
        Assert.Equal(ExitCodes.Ok, exitCode);
        var lines = result.TrimEnd('\n').Split('\n');
        Assert.Equal("stack prod: system community, environment prod, phase 3-prod", lines[0]);
        var count = int.Parse(lines[1].Split(' ')[0]);
        Assert.Equal($"{count} flows; all other traffic is denied in: prod, infra, ingress-system", lines[1]);
        Assert.Equal(count + 4, lines.Length);
        Assert.Matches("^from +to +ports +reason$", lines[3]);
        Assert.Single(lines, line => Regex.IsMatch(line, "^prod/wordpress +infra/mysql +3306 +database wordpress$"));
        Each.Of(lines, line => Assert.Equal(line.TrimEnd(), line));
    }

    [Fact]
    public async Task FlowsFitTheScreen()
    {
        var (_, result, _) = await RunAsync("flows prod", width: 80);
        Each.Of(result.Split('\n').Skip(2), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public async Task EarlierPhaseHasFewerFlows()
    {
        var (exitCode, result, _) = await RunAsync("flows prod --phase 1-dev");
        Assert.Equal(ExitCodes.Ok, exitCode);
        Assert.DoesNotContain("prod/wordpress", result, Exact);
        Assert.Contains("prod/wordpress", (await RunAsync("flows prod")).Item2, Exact);
    }

    [Fact]
    public async Task PreviewBeginsWithAnOverviewOfOneScreen()
    {
        var (exitCode, result, problems) = await RunAsync("preview prod");
        Assert.Equal(ExitCodes.Ok, exitCode);
        Assert.Matches(@"\A(.+:[0-9]+: warning: .+\n)+\z", problems);
        Assert.StartsWith("stack prod: system community, environment prod, phase 3-prod\n", result, Exact);
        Assert.Contains("\n\nnodes\n  master-1  server  cx33 in nbg1  10.0.1.11  node.role=control-plane\n", result, Exact);
        Assert.Matches(@"\n  www\.dirtbikechina\.com  +wordpress  +prod 70 %, stage 30 %  Let's Encrypt\n", result);
        Assert.Contains(", final; gates before all else: gate-2, gate-data, gate-10, gate-50, gate-3\n\nnodes\n", result, Exact);
        Assert.Matches(@"\n  www/wp-admin \+2  +wordpress  +prod 100 %  ", result);
        Assert.Contains("\n\ncost, EUR a month without VAT\n  3 x server cx33, 8.49 (before: 6.49) ", result, Exact);
        Assert.Matches(@"\n  known in all +95\.61 \| ", result);
        Assert.Matches(@" \| in all +130 +45\n", result);
        Assert.DoesNotContain("described, not built yet", result, Exact);
        var ends = result.IndexOf("\n\nneeded before `pulumi up`", Exact);
        var screen = result[..ends].Split('\n');
        Assert.InRange(screen.Length, 30, 66);
        Each.Of(screen, line => Assert.InRange(line.Length, 0, Screen.DefaultWidth));
        Each.Of(screen, line => Assert.Equal(line.TrimEnd(), line));
        Assert.Contains("\nneeded before `pulumi up`\n  pulumi config set --secret hcloud:token --stack prod ", result, Exact);
    }

    [Theory]
    [InlineData("stage", "nothing of its own: the cluster is paid for by the stack prod")]
    [InlineData("homelab", "nothing at Hetzner: the cluster runs on existing hosts")]
    public async Task PreviewNamesWhoPaysForTheCluster(string stack, string note) =>
        Assert.Contains($"\ncost, EUR a month without VAT\n  {note}\n", (await RunAsync($"preview {stack}")).Result, Exact);

    [Theory]
    [InlineData("preview prod")]
    [InlineData("check prod")]
    public async Task OldPricesAreAWarning(string line)
    {
        var terminal = new Terminal(FrozenSystems.Root, today: new(2028, 1, 1));
        Assert.Equal(ExitCodes.Ok, await App.RunAsync(line.Split(' '), terminal));
        Assert.Contains("preview/Cost/hetzner-prices.yaml: warning: older than a year: cx33 of ", terminal.Problems, Exact);
    }

    [Fact]
    public async Task TreeShowsResourcesCountsOutputsAndNeededSecrets()
    {
        var (exitCode, result, problems) = await RunAsync("preview prod --tree");
        Assert.Equal(ExitCodes.Ok, exitCode);
        Assert.Matches(@"\A(.+:[0-9]+: warning: .+\n)+\z", problems);
        Assert.StartsWith("stack prod: system community, environment prod, phase 3-prod\ninfra-prod  stack\n├── ", result, Exact);
        Assert.Contains("\n├── cluster  component K3sCluster\n│   ├── ", result, Exact);
        Assert.Matches(@"\n[│ ]+└── volumes-wordpress-files  v1 PersistentVolumeClaim  protected  in prod, 20Gi, longhorn-fast, ", result);
        Assert.Matches(@"\n\n[0-9]+ resources in [0-9]+ components, [0-9]+ protected\n +1 ", result);
        Assert.Matches(@"\n +3 hcloud Server\n", result);
        Assert.Contains("\noutputs\n", result, Exact);
        Assert.Contains("\n  kubeconfig: [secret]\n", result, Exact);
        Assert.Contains("\nneeded before `pulumi up`\n  pulumi config set --secret hcloud:token --stack prod ", result, Exact);
        Assert.DoesNotContain('\u001b', result);
    }

    [Fact]
    public async Task TreeShowsEachResourceOnceWithItsWholeName()
    {
        var plan = PlanJson.Read(Encoding.UTF8.GetBytes((await RunAsync("preview prod --json")).Result));
        var result = (await RunAsync("preview prod --tree", width: 40)).Result;
        Each.Of(plan.Resources, resource =>
        {
            var line = $"{Regex.Escape(resource.Name)}  {Regex.Escape(KindName.Of(resource.Type))}";
            Assert.Single(Regex.Matches(result, $@"(─ |\n){line}(\n|  )"));
        });
    }

    [Fact]
    public async Task PreviewOfAnEarlierPhaseNamesIt()
    {
        var (exitCode, result, _) = await RunAsync("preview prod --phase 2-stage");
        Assert.Equal(ExitCodes.Ok, exitCode);
        Assert.StartsWith("stack prod: system community, environment prod, phase 2-stage\n", result, Exact);
    }

    [Fact]
    public async Task JsonIsAPlanAndNothingElse()
    {
        var (exitCode, result, problems) = await RunAsync("preview prod --json");
        Assert.Equal(ExitCodes.Ok, exitCode);
        var plan = PlanJson.Read(Encoding.UTF8.GetBytes(result));
        Assert.Equal("prod", plan.Header.Stack);
        Assert.True(plan.Resources.Count > 20);
        Assert.Contains("\nneeded before `pulumi up`\n  pulumi config set --secret ", problems, Exact);
    }

    [Fact]
    public async Task TwoPreviewsAreTheSameBytes() =>
        Assert.Equal((await RunAsync("preview prod --json")).Result, (await RunAsync("preview prod --json")).Result);

    [Theory]
    [InlineData("preview prod --json")]
    [InlineData("preview prod")]
    [InlineData("preview prod --tree")]
    public async Task OutWritesTheTextOfStandardOutput(string line)
    {
        var file = Path.Combine(_folder, "deep", "plan");
        var (exitCode, result, _) = await RunAsync($"{line} --out {file}", colored: true);
        Assert.Equal((ExitCodes.Ok, ""), (exitCode, result));
        Assert.Equal((await RunAsync(line)).Result, await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task OutThatCannotBeWrittenIsAProblem()
    {
        var (exitCode, result, problems) = await RunAsync($"preview dev --out {_folder}");
        Assert.Equal((ExitCodes.Problems, ""), (exitCode, result));
        Assert.Contains($"infra: --out: {_folder} is a directory; name a file in it\n", problems, Exact);
    }

    [Fact]
    public async Task RenderWritesObjectsAndScriptsAndKeepsForeignFiles()
    {
        var target = Path.Combine(_folder, "rendered");
        var (exitCode, result, _) = await RunAsync($"render prod --out {target}");
        Assert.Equal(ExitCodes.Ok, exitCode);
        Assert.Matches("^wrote [0-9]+ files to ", result);
        Assert.True(File.Exists(Path.Combine(target, "cluster", "namespace-prod.yaml")));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(target, "scripts"), "*.create.sh"));
        await File.WriteAllTextAsync(Path.Combine(target, "mine.txt"), "keep");
        (exitCode, _, var problems) = await RunAsync($"render prod --out {target}");
        Assert.Equal(ExitCodes.Problems, exitCode);
        Assert.Contains("mine.txt", problems, Exact);
        Assert.True(File.Exists(Path.Combine(target, "mine.txt")));
    }

    [Fact]
    public async Task RenderWritesTheComposeFileOfEachManagedProject()
    {
        var target = Path.Combine(_folder, "rendered");
        var (exitCode, _, _) = await RunAsync($"render homelab --phase 1-alloy --out {target}");
        Assert.Equal(ExitCodes.Ok, exitCode);
        var files = Directory.GetFiles(Path.Combine(target, "compose"), "*", SearchOption.AllDirectories);
        Assert.Equal(
            [
                "drowzee/monitoring-agents/compose.yaml",
                "drowzee/plex/compose.yaml",
                "nappy-docker/monitoring-agents/compose.yaml",
                "nappy-docker/monitoring/compose.yaml",
                "sleepy/arr/compose.yaml",
                "sleepy/monitoring-agents/compose.yaml",
            ],
            files.Select(file => Path.GetRelativePath(Path.Combine(target, "compose"), file)).Order(StringComparer.Ordinal));
        var monitoring = await File.ReadAllTextAsync(Path.Combine(target, "compose/nappy-docker/monitoring/compose.yaml"));
        Assert.StartsWith("name: monitoring\nservices:\n  prometheus:\n    image: prom/prometheus:", monitoring, Exact);
        Assert.DoesNotContain("GF_SECURITY_ADMIN_PASSWORD", monitoring, Exact);
    }

    [Fact]
    public async Task CheckOfValidStacksReportsNoProblem()
    {
        var (exitCode, result, problems) = await RunAsync("check");
        Assert.Equal(ExitCodes.Ok, exitCode);
        Assert.Matches("\n\n6 stacks checked, 0 problems, [0-9]+ warnings\n$", result);
        Assert.Matches(@"\A(.+:[0-9]+: warning: .+\n)+\z", problems);
    }

    /// <summary>The value is of a phase that the stack has not reached.</summary>
    [Theory]
    [InlineData("check", "6 stacks checked, 1 problem, ")]
    [InlineData("check prod", "1 stack checked, 1 problem, ")]
    public async Task CheckReportsValuesOfLaterPhases(string line, string total)
    {
        using var copy = new FrozenCopy();
        Each.Of(["prod", "stage", "test"], stack => copy.Edit($"Pulumi.{stack}.yaml", "infra:phase: 3-prod", "infra:phase: 1-dev"));
        copy.Edit("stacks/community/migration.yaml", "{name: wordpress, runsOn: both}", "{name: wordpress, runsOn: moon}");
        var (exitCode, result, problems) = await RunAsync(line, copy.Root);

        Assert.Equal(ExitCodes.Problems, exitCode);
        Assert.Contains($"\n{total}", result, Exact);
        Assert.Matches("(?m)^stacks/community/migration.yaml:[0-9]+: apps\\[wordpress\\].runsOn: 'moon' is not a known word; ", problems);
    }

    [Fact]
    public async Task CheckReportsEachProblemOfEachStackWithItsLine()
    {
        WriteBrokenProject();
        var (exitCode, result, problems) = await RunAsync("check", _folder);
        Assert.Equal(ExitCodes.Problems, exitCode);
        Assert.Contains("Pulumi.one.yaml:3: ", problems, Exact);
        Assert.Contains("Pulumi.two.yaml: ", problems, Exact);
        Assert.Equal($"2 stacks checked, {problems.TrimEnd('\n').Split('\n').Length} problems, 0 warnings\n", result);
    }

    [Fact]
    public async Task CheckReportsAnOwnersProblemOnce()
    {
        using var system = new ScratchSystem()
            .Write(
                "stacks/tiny/env.stage.yaml",
                "environment: {namespace: stage}\nnamespaces: [{name: stage, environment: stage}]\ncluster: {from: prod}\n")
            .Write("Pulumi.yaml", "name: infra\nruntime: dotnet\n")
            .Write("Pulumi.stage.yaml", "config:\n  infra:system: tiny\n  infra:environment: stage\n")
            .Write("Pulumi.prod.yaml", "config:\n  infra:system: tiny\n  infra:environment: prod\n  infra:nonsense: x\n");
        var (_, result, problems) = await RunAsync("check", system.Root);
        Assert.Contains("\n2 stacks checked, 1 problem,", result, Exact);
        Assert.DoesNotContain("whose cluster this one lives in", problems, Exact);
    }

    [Fact]
    public async Task RenderNamesItsOptionWhereNothingCanBeWritten()
    {
        var (exitCode, _, problems) = await RunAsync("render prod --out /proc/infra-rendered/x");
        Assert.Equal(ExitCodes.Problems, exitCode);
        Assert.Contains("infra: --out: ", problems, Exact);
    }

    [Theory]
    [InlineData("preview one", "one: no plan; correct what is reported above\n")]
    [InlineData("flows one", "one: no flows; correct what is reported above\n")]
    [InlineData("render one --out x", "one: nothing was written; correct what is reported above\n")]
    public async Task BrokenStackHasProblemsAndNoResult(string line, string last)
    {
        WriteBrokenProject();
        var (exitCode, result, problems) = await RunAsync(line, _folder);
        Assert.Equal((ExitCodes.Problems, ""), (exitCode, result));
        Assert.Contains("Pulumi.one.yaml:3: ", problems, Exact);
        Assert.EndsWith(last, problems, Exact);
    }

    [Fact]
    public async Task ControlCharactersInMessagesAreEscaped()
    {
        WriteBrokenProject();
        Write("Pulumi.one.yaml", "config:\n  infra:system: \"a\\eb\"\n  infra:environment: prod\n");
        var (_, _, problems) = await RunAsync("check one", _folder);
        Assert.Contains(@"a\u001bb", problems, Exact);
        Assert.DoesNotContain('\u001b', problems);
        (_, _, problems) = await RunAsync("preview \u001b[31mred");
        Assert.Contains(@"stack '\u001b[31mred': not found", problems, Exact);
    }

    [Theory]
    [InlineData("preview dev")]
    [InlineData("preview dev --tree")]
    [InlineData("stacks")]
    [InlineData("flows prod")]
    public async Task OnlyColoredOutputHasEscapeSequences(string line)
    {
        var colored = (await RunAsync(line, colored: true)).Result;
        Assert.Contains("\u001b[1m", colored, Exact);
        var plain = (await RunAsync(line)).Result;
        Assert.Equal(plain, Regex.Replace(Regex.Replace(colored, "\u001b\\[[0-9;]*m", ""), " +\n", "\n"));
    }

    private void WriteBrokenProject()
    {
        Write("Pulumi.yaml", "name: infra\nruntime: dotnet\n");
        Write("Pulumi.one.yaml", "config:\n  infra:system: community\n  infra:phase:\n  infra:environment: prod\n");
        Write("Pulumi.two.yaml", "config:\n  infra:environment: prod\n");
    }

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder, file), text);

    private static async Task<(int ExitCode, string Result, string Problems)> RunAsync(
        string line,
        string? folder = null,
        int? width = null,
        bool colored = false)
    {
        var terminal = new Terminal(folder ?? FrozenSystems.Root, width, colored);
        var exitCode = await App.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), terminal);
        return (exitCode, terminal.Results, terminal.Problems);
    }
}
