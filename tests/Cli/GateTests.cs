using System.Text.Json;
using System.Text.RegularExpressions;
using Infra.Cli;
using Infra.Cli.Output;
using Infra.Preview.Gates;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Cli;

/// <summary>The command `gate` through its entry point.</summary>
public sealed class GateTests : IDisposable
{
    private const StringComparison Exact = StringComparison.Ordinal;
    private const string Config = "Pulumi.dev.yaml";
    private const string Phase = "infra:phase: 1-dev";
    private const string Environment = "stacks/community/env.dev.yaml";

    private readonly FrozenCopy _copy = new();

    public void Dispose() => _copy.Dispose();

    [Fact]
    public async Task CriteriaAreShownWithQuestionAnswerAndTimeLimit()
    {
        var (exitCode, result, problems) = await RunAsync("gate dev");

        Assert.Equal((ExitCodes.Problems, ""), (exitCode, problems));
        Assert.StartsWith(
            "stack dev: system community, environment dev, phase 1-dev\nnext step 2-deploy: Staging deployment\n"
                + "\ngate gate-1: All success criteria of development pass\n  nodes: All nodes are ready\n",
            result,
            Exact);
        Assert.Matches(@"\n    by        the run itself, on a server of the cluster, for the environment dev, within [0-9]+ min", result);
        Assert.Matches(@"\n    asked     GET /wp-login.php of .*\n    required  ", result);
        Assert.Contains("; a rehearsal that disturbs, after all others\n", result, Exact);
        Assert.EndsWith("\n8 criteria: 6 asked by a run, 2 missing\n", result, Exact);
    }

    [Fact]
    public async Task MissingConfirmationsAreShownWithTheirCommands()
    {
        var result = (await RunAsync("gate dev")).Result;

        Assert.Matches(@"\n    seen      no findings in [0-9a-f]{64}; the config does not say it yet\n", result);
        Assert.Matches(
            @"--plaintext 'infra:confirmations\[0\].criterion=security' --plaintext 'infra:confirmations\[0\].step=2-deploy' "
                + @"--plaintext 'infra:confirmations\[0\].plan=[0-9a-f]{64}'\n",
            result);
        Assert.Contains(
            "\n    run       pulumi config set-all --stack dev --path --plaintext 'infra:confirmations[1].gate=gate-1' --plaintext "
                + "'infra:confirmations[1].criterion=functions' --plaintext 'infra:confirmations[1].step=2-deploy' --plaintext "
                + "'infra:confirmations[1].by=NAME' --plaintext 'infra:confirmations[1].on=YYYY-MM-DD'\n",
            result,
            Exact);
    }

    [Fact]
    public async Task WrittenConfirmationsHold()
    {
        Confirm(Config, await DigestAsync());
        var (exitCode, result, problems) = await RunAsync("gate dev");

        Assert.Equal((ExitCodes.Ok, ""), (exitCode, problems));
        Assert.Contains("\n    seen      confirmed by Anna on 2026-03-01\n", result, Exact);
        Assert.EndsWith("\n8 criteria: 6 asked by a run, 2 hold\n", result, Exact);
        Assert.DoesNotContain("    run  ", result, Exact);
    }

    [Fact]
    public async Task RunAtTheStepComputesTheDigestThatTheCommandPrinted()
    {
        var digest = await DigestAsync();
        _copy.Edit(Config, Phase, "infra:phase: 2-deploy");

        Assert.Equal(digest, Infra.Migration.PolicyDigest.Of(StackLoad.Load(_copy.Root, "dev").Result.Spec!));
        Assert.Equal(digest, await DigestAsync("gate dev --step 2-deploy --json"));
    }

    [Fact]
    public async Task DigestOfAnotherDescriptionIsReplaced()
    {
        Confirm(Config, await DigestAsync());
        _copy.Edit(Environment, "wanderer-uploads, resources: {limitCpu: 100m}", "wanderer-uploads, resources: {limitCpu: 99m}");
        var (exitCode, result, _) = await RunAsync("gate dev");

        Assert.Equal(ExitCodes.Problems, exitCode);
        Assert.Matches("; the config has the digest of another description\n    run .*confirmations\\[0\\].plan=", result);
        Assert.EndsWith("\n8 criteria: 6 asked by a run, 1 hold, 1 missing\n", result, Exact);
    }

    [Fact]
    public async Task FindingsFailWithReasonAndFix()
    {
        Confirm(Config, await DigestAsync());
        _copy.Edit(Environment, "\ncluster:\n", "\nnamespaces: [{name: dev, defaultDeny: false}]\n\ncluster:\n");
        var (exitCode, result, _) = await RunAsync("gate dev");

        Assert.Equal(ExitCodes.Problems, exitCode);
        Assert.Contains(
            "\n    seen      1 object breaks the rules: network-policies\n      network-policies: Namespace dev lets connections through "
                + "that no flow describes (no policy denies ingress and egress by default)\n      A pod that is taken over ",
            result,
            Exact);
        Assert.Contains(" Leave defaultDeny at true, ", result, Exact);
        Assert.Equal(ExitCodes.Ok, (await RunAsync("gate dev --dry-run")).ExitCode);
    }

    [Fact]
    public async Task CriteriaOfAnotherClusterAreThoseOfItsStack()
    {
        var (exitCode, result, problems) = await RunAsync("gate prod --step 2-deploy");

        Assert.Equal((ExitCodes.Ok, ""), (exitCode, problems));
        Assert.Contains("\n    by        the stack dev, for the environment dev, which must have passed the gate; its ", result, Exact);
        Assert.Single(Regex.Matches(result, "pulumi config set infra:phase 2-deploy --stack dev\n    run       pulumi up --stack dev\n"));
    }

    [Fact]
    public async Task GatesThatWerePassedAreNamedOnly()
    {
        var result = (await RunAsync("gate prod --step 3-decommission")).Result;

        Assert.Contains("\npassed earlier: gate-1, gate-2, gate-data, gate-10, gate-50\n\ngate gate-3: ", result, Exact);
        Assert.DoesNotContain("gate gate-1", result, Exact);
    }

    [Fact]
    public async Task GateOfACompletedPhaseSaysWhoDoesNotAskIt() => Assert.Contains(
        "\npassed earlier: 1-logs, 2-logs\n\ngate 3-stable: Phases 1 to 3 are stable\n  its phase is marked as completed: ",
        (await RunAsync("gate homelab")).Result,
        Exact);

    [Theory]
    [InlineData("gate prod", "no step comes after 3-prod\n")]
    [InlineData("gate product", "no step comes after 4-end\n")]
    [InlineData("gate dev --step 1-databases", "\nnext step 1-databases: Databases\nno gate stands before it\n")]
    public async Task StackWithoutNextStepSaysSo(string line, string text) =>
        Assert.Contains(text, (await RunAsync(line)).Result, Exact);

    [Fact]
    public async Task SystemWithoutPhasesSaysSo()
    {
        using var system = new ScratchSystem().Write("Pulumi.yaml", "name: infra\nruntime: dotnet\n");
        var terminal = new Terminal(system.Root, width: null);

        Assert.Equal(ExitCodes.Ok, await App.RunAsync(["gate", "prod"], terminal));
        Assert.EndsWith("\nthe system has no phases\n", terminal.Results, Exact);
    }

    [Fact]
    public async Task UnknownStepIsRefusedWithTheSteps()
    {
        var (exitCode, _, problems) = await RunAsync("gate prod --step 4");

        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.StartsWith("infra: step '4': not found; the steps are 0-design, 1-infrastructure, ", problems, Exact);
    }

    [Fact]
    public async Task ProblemsOfTheStepAreReported()
    {
        _copy.Edit("stacks/community/migration.yaml", "title: Staging deployment\n", "title: Staging\n        changes: {domain: 'a b'}\n");
        var (exitCode, result, problems) = await RunAsync("gate dev --dry-run");

        Assert.Equal((ExitCodes.Problems, ""), (exitCode, result));
        Assert.Matches("^stacks/community/migration.yaml:[0-9]+: .*domain: 'a b' is not a DNS name", problems);
    }

    [Fact]
    public async Task JsonHasAllThatTheTextShows()
    {
        var (exitCode, result, _) = await RunAsync("gate dev --json");
        var root = JsonDocument.Parse(result).RootElement;

        Assert.Equal((ExitCodes.Problems, GateJson.Format), (exitCode, root.GetProperty("format").GetString()));
        var criteria = root.GetProperty("gates")[0].GetProperty("criteria").EnumerateArray().ToList();
        Assert.Equal(8, criteria.Count);
        Assert.Equal(["atRun", "missing"], criteria.Select(one => one.GetProperty("state").GetString()!).Distinct());
        Each.Of(criteria, one => Assert.Equal("dev", one.GetProperty("environment").GetString()));
    }

    private async Task<string> DigestAsync(string line = "gate dev --json") =>
        JsonDocument.Parse((await RunAsync(line)).Result).RootElement.GetProperty("digest").GetString()!;

    private void Confirm(string file, string digest) => _copy.Edit(
        file,
        Phase,
        $"{Phase}\n  infra:confirmations:\n    - {{gate: gate-1, criterion: security, step: 2-deploy, plan: '{digest}'}}\n"
            + "    - {gate: gate-1, criterion: functions, step: 2-deploy, by: Anna, on: '2026-03-01'}");

    private async Task<(int ExitCode, string Result, string Problems)> RunAsync(string line)
    {
        var terminal = new Terminal(_copy.Root, width: null);
        var exitCode = await App.RunAsync(line.Split(' '), terminal);
        return (exitCode, terminal.Results, terminal.Problems);
    }
}
