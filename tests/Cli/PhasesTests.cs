using System.Text.Json;
using System.Text.RegularExpressions;
using Infra.Cli;
using Infra.Cli.Output;
using Infra.Preview.Phases;
using Infra.Tests.Systems;

namespace Infra.Tests.Cli;

/// <summary>The command `phases` through its entry point. Slow: a stack is planned at each of its steps.</summary>
public sealed class PhasesTests : IDisposable
{
    private const StringComparison Exact = StringComparison.Ordinal;

    private const string Migration = "stacks/homelab/migration.yaml";
    private const string LastTitle = "title: PostgreSQL by dump and restore";

    private readonly string _folder = Directory.CreateTempSubdirectory("infra-phases-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task PhasesShowsStepsWithTheirChangesGatesAndCost()
    {
        var (exitCode, result, problems) = await RunAsync("phases prod");

        Assert.Equal((ExitCodes.Ok, ""), (exitCode, problems));
        Assert.StartsWith("stack prod: system community, environment prod, phase 3-prod\nbefore the first step: ", result, Exact);
        Assert.Contains("\n\nphase 2-stage: Staging environment\n  risk medium: A tenth and then a third ", result, Exact);
        Assert.Contains("\n  done     1-databases: Databases; nothing in this stack\n", result, Exact);
        Assert.Matches(@"\n  done     2-deploy: Staging deployment\n    [0-9]+ created, [0-9]+ updated, 1 deleted; ", result);
        Assert.Matches(@" 1 deleted; known [0-9.]+ EUR a month; note\n", result);
        Assert.Contains("\n    + postgres-postgres-cluster  postgresql.cnpg.io/v1 Cluster  in infra, 3 instances, ", result, Exact);
        Assert.Matches(@"\n    ~ routes-www-weights .* stage/wordpress 30, before: .* stage/wordpress 10\n", result);
        Assert.Matches(@"\n    and .*\+[0-9]+ networking.k8s.io/v1 NetworkPolicy,", result);
        Assert.Contains("\n  gate gate-2: Staging is stable for a week\n    At most 1% of ", result, Exact);
        Assert.Contains(
            "\n  current  3-decommission: Docker Compose is decommissioned; final, there is no way back\n    only after gate gate-3\n",
            result,
            Exact);
        Assert.Contains("\n    data moves: discourse-database, ", result, Exact);
        Assert.Contains("; caution\n    caution: Traefik gets other settings and restarts on one node after another", result, Exact);
    }

    [Fact]
    public async Task OnlyColoredPhasesHaveEscapeSequences()
    {
        var colored = (await RunAsync("phases homelab", colored: true)).Result;
        Assert.Contains("\u001b[2m", colored, Exact);
        var plain = (await RunAsync("phases homelab")).Result;
        Assert.Equal(plain, Regex.Replace(colored, "\u001b\\[[0-9;]*m", ""));
    }

    [Fact]
    public async Task PhasesAreWrittenAsJsonToAFile()
    {
        var file = Path.Combine(_folder, "phases.json");
        var (exitCode, result, problems) = await RunAsync($"phases homelab --json --out {file}");

        Assert.Equal((ExitCodes.Ok, "", $"wrote {file}\n"), (exitCode, result, problems));
        var text = await File.ReadAllTextAsync(file);
        Assert.Equal(PhasesJson.Format, JsonDocument.Parse(text).RootElement.GetProperty("format").GetString());
        Assert.Equal((await RunAsync("phases homelab --json")).Result, text);
    }

    [Fact]
    public async Task PhasesAreWrittenAsTextToAFile()
    {
        var file = Path.Combine(_folder, "phases.txt");
        await RunAsync($"phases homelab --out {file}", colored: true);

        Assert.Equal((await RunAsync("phases homelab")).Result, await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task ProblemOfAStepSetsTheExitCode()
    {
        using var copy = new FrozenCopy();
        copy.Edit(Migration, LastTitle, "title: PostgreSQL\n        changes: {domain: home.arpa}");
        var (exitCode, result, problems) = await RunAsync("phases homelab", copy.Root);

        Assert.Equal(ExitCodes.Problems, exitCode);
        Assert.Matches("^stacks/homelab/migration.yaml:[0-9]+: migration step '4-postgres-on': its changes change nothing ", problems);
        Assert.Contains("4-postgres-on: PostgreSQL\n    only after gate 3-stable\n    3 created, 4 deleted; ", result, Exact);
    }

    [Fact]
    public async Task StepWithoutPlanIsNotCompared()
    {
        using var copy = new FrozenCopy();
        copy.Edit(Migration, LastTitle, "title: PostgreSQL\n        changes: {domain: 'a b'}");
        var (exitCode, result, problems) = await RunAsync("phases homelab", copy.Root);

        Assert.Equal(ExitCodes.Problems, exitCode);
        Assert.EndsWith(" (from step 4-postgres-on on)\n", problems, Exact);
        Assert.Contains("4-postgres-on: PostgreSQL\n    only after gate 3-stable\n    not compared: it has no plan\n", result, Exact);
    }

    [Fact]
    public async Task WithoutAStateTheStacksFileSaysWhereItIs()
    {
        var (exitCode, result, _) = await RunAsync("phases homelab");

        Assert.Equal(ExitCodes.Ok, exitCode);
        Assert.Contains(
            "\nplace: at 3-grafana-on, by infra:phase; --state FILE asks a state\n"
                + "next: 4-postgres-on, after 3-stable: pulumi config set infra:phase 4-postgres-on --stack homelab && "
                + "pulumi up --stack homelab\n",
            result,
            Exact);
        Assert.DoesNotContain("last", result.Split("\nphase ")[1], Exact);
    }

    [Fact]
    public async Task StateSaysWhereTheStackIsAndWhatItsGatesSaidLast()
    {
        var state = State("homelab", """
            "phase": "2-loki-on",
            "gates": {
              "1-logs/lines-in-docker":
                "{\"gate\":\"1-logs\",\"ok\":true,\"at\":\"2026-03-01T10:00:00Z\",\"seen\":12,\"required\":\"60 s\"}",
              "2-logs/history": "seen by hand"
            }
            """);
        var (exitCode, result, problems) = await RunAsync($"phases homelab --state {state}");

        Assert.Equal((ExitCodes.Ok, ""), (exitCode, problems));
        Assert.Contains(
            "\nplace: at 2-loki-on, by its state\n"
                + "next: 3-grafana-on, after 2-logs: pulumi config set infra:phase 3-grafana-on --stack homelab && "
                + "pulumi up --stack homelab\n",
            result,
            Exact);
        Assert.Contains("\n  current  2-loki-on: ", result, Exact);
        Assert.Contains("\n    last 2026-03-01T10:00:00Z: lines-in-docker passed: 12 (required: 60 s)\n", result, Exact);
        Assert.Contains("\n    last: history said: seen by hand\n", result, Exact);

        var json = JsonDocument.Parse((await RunAsync($"phases homelab --state {state} --json")).Result).RootElement;
        var progress = json.GetProperty("progress");
        Assert.Equal(("state", "2-loki-on", "3-grafana-on"), (Of(progress, "by"), Of(progress, "step"), Of(progress, "next")));
        Assert.Equal(2, progress.GetProperty("commands").GetArrayLength());
        var evidence = json.GetProperty("phases")[0].GetProperty("gates")[0].GetProperty("evidence")[0];
        Assert.True(evidence.GetProperty("ok").GetBoolean());
        Assert.Equal(("lines-in-docker", "12"), (Of(evidence, "criterion"), Of(evidence, "seen")));

        static string? Of(JsonElement element, string name) => element.GetProperty(name).GetString();
    }

    [Theory]
    [InlineData("\"phase\": \"1-alloy-on\"", "refused: Pulumi.homelab.yaml: infra:phase: '3-grafana-on' is 2 steps ahead: the stack is at")]
    [InlineData("\"phase\": \"4-postgres-on\"", "\nplace: at 4-postgres-on, by its state\nnext: none, this is the last step\n")]
    [InlineData("\"phase\": \"4-old\"", "\nplace: not known, by its state\nrefused: Pulumi.homelab.yaml: infra:phaseInForce: the stack is")]
    [InlineData("\"phase\": \"\"", "\nplace: before the first step, by its state\n")]
    [InlineData("\"domain\": \"x\"", "\nplace: never brought up, by its state\nnext: 4-postgres-on")]
    public async Task StateSaysWhatARunWouldRefuse(string outputs, string says) =>
        Assert.Contains(says, (await RunAsync($"phases homelab --state {State("homelab", outputs)}")).Result, Exact);

    [Theory]
    [InlineData("dev", "the state of the stack dev, not of homelab")]
    [InlineData(null, "cannot be read")]
    public async Task RefusesAFileThatIsNotTheStateOfTheStack(string? stack, string says)
    {
        var file = stack is null ? Path.Combine(_folder, "none") : State(stack, "\"phase\": \"1-alloy\"");
        var (exitCode, _, problems) = await RunAsync($"phases homelab --state {file}");

        Assert.Equal(ExitCodes.Problems, exitCode);
        Assert.Contains($"{file}: {says}", problems, Exact);
    }

    [Fact]
    public async Task RefusesAPlanForAState()
    {
        var file = Path.Combine(_folder, "plan.json");
        await RunAsync($"preview homelab --json --out {file}");
        Assert.Contains(
            "a plan; the place of a stack is in its state (pulumi stack export)",
            (await RunAsync($"phases homelab --state {file}")).Problems,
            Exact);
    }

    [Fact]
    public async Task SystemWithoutPhasesSaysSo()
    {
        using var system = new ScratchSystem().Write("Pulumi.yaml", "name: infra\nruntime: dotnet\n");
        var (exitCode, result, problems) = await RunAsync("phases prod", system.Root);

        Assert.Equal((ExitCodes.Ok, ""), (exitCode, problems));
        Assert.EndsWith("\nthe system tiny has no phases\n", result, Exact);
    }

    [Fact]
    public async Task PhasesTakesNoPhase()
    {
        var (exitCode, _, problems) = await RunAsync("phases prod --phase 2-stage");

        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("--phase", problems, Exact);
    }

    private string State(string stack, string outputs)
    {
        var file = Path.Combine(_folder, "state");
        File.WriteAllText(
            file,
            $$$"""
            {"version": 3, "deployment": {"manifest": {}, "resources": [{
              "urn": "urn:pulumi:{{{stack}}}::infra::pulumi:pulumi:Stack::infra-{{{stack}}}", "type": "pulumi:pulumi:Stack",
              "outputs": { {{{outputs}}} } }]}}
            """);
        return file;
    }

    private static async Task<(int ExitCode, string Result, string Problems)> RunAsync(
        string line, string? folder = null, bool colored = false)
    {
        var terminal = new Terminal(folder ?? FrozenSystems.Root, width: null, colored);
        var exitCode = await App.RunAsync(line.Split(' '), terminal);
        return (exitCode, terminal.Results, terminal.Problems);
    }
}
