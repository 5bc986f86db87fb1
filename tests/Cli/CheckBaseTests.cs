using Infra.Cli;
using Infra.Cli.Output;
using Infra.Tests.Systems;

namespace Infra.Tests.Cli;

/// <summary>Option `--base` of `check`, in real repositories.</summary>
public sealed class CheckBaseTests
{
    private const string Migration = """
        phases:
          - name: a
            order: 1
            title: A
            steps: [{name: a1, title: A1}, {name: a2, title: A2, environments: [{name: qa, changes: {description: x}}]}]
            gates:
              - {name: gate-a, title: G, criteria: [{name: nodes, title: N, check: nodesReady, environment: dev}]}
          - {name: b, order: 2, title: B, steps: [{name: b1, title: B1}, {name: b2, title: B2, requires: [gate-a], final: true}]}
        """;

    private const string Ahead =
        "Pulumi.prod.yaml:4: infra:phase: 'b1' is 2 steps ahead: the stack is at 'a1' (in HEAD), and steps are made one at a time; make "
            + "the "
        + "next one first: pulumi config set infra:phase a2 --stack prod, then pulumi up --stack prod\n";

    [Theory]
    [InlineData("a1", "a1")]
    [InlineData("a1", "a2")]
    [InlineData("a1", null)]
    [InlineData(null, "a1")]
    [InlineData("a2", "a1")]
    public async Task AllowsAStep(string? from, string? to)
    {
        using var repository = Repository(from);
        repository.Write("Pulumi.prod.yaml", Config("prod", to));

        var (exitCode, result, problems) = await RunAsync("check --base HEAD", repository);

        Assert.Equal((ExitCodes.Ok, ""), (exitCode, problems));
        Assert.Contains("2 stacks checked, 0 problems, ", result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusesMoreThanOneStepOfAnyStack()
    {
        using var repository = Repository("a1");
        repository.Write("Pulumi.prod.yaml", Config("prod", "b1"));
        repository.Write("Pulumi.dev.yaml", Config("dev", "b1"));

        var (exitCode, result, problems) = await RunAsync("check --base HEAD", repository);

        Assert.Equal((ExitCodes.Problems, Ahead), (exitCode, problems));
        Assert.Contains("2 stacks checked, 1 problem, ", result, StringComparison.Ordinal);
        Assert.Equal((ExitCodes.Problems, Ahead), Codes(await RunAsync("check prod --base HEAD", repository)));
        Assert.Equal((ExitCodes.Ok, ""), Codes(await RunAsync("check dev --base HEAD", repository)));
        Assert.Equal((ExitCodes.Ok, ""), Codes(await RunAsync("check", repository)));
    }

    [Fact]
    public async Task RefusesTheWayBackOverAFinalStep()
    {
        using var repository = Repository("b");
        repository.Write("Pulumi.prod.yaml", Config("prod", "b1"));

        Assert.StartsWith(
            "Pulumi.prod.yaml:4: infra:phase: there is no way back over 'b2', which is final, and the stack is at 'b2' (in HEAD); go back",
            (await RunAsync("check prod --base HEAD", repository)).Problems,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a2", true)]
    [InlineData("b1", false)]
    public async Task RefusesAGateThatAnotherClusterHasNotPassed(string dev, bool isRefused)
    {
        using var repository = Repository("a2");
        repository.Write("Pulumi.dev.yaml", Config("dev", "a2"));
        repository.Commit("second");
        repository.Write("Pulumi.prod.yaml", Config("prod", "b1"));
        repository.Write("Pulumi.dev.yaml", Config("dev", dev));

        var (exitCode, _, problems) = await RunAsync("check --base HEAD", repository);

        Assert.Equal(isRefused ? ExitCodes.Problems : ExitCodes.Ok, exitCode);
        Assert.Equal(
            isRefused,
            problems.Contains("asks for nodes in the environment dev, whose stack has not passed it: dev is at", StringComparison.Ordinal));
    }

    [Fact]
    public async Task NewStackBeginsAtTheFirstSteps()
    {
        using var repository = Repository("a1");
        repository.Write("Pulumi.qa.yaml", Config("qa", "b2"));

        Assert.StartsWith(
            "Pulumi.qa.yaml:4: infra:phase: the stack was never brought up, and begins at 'a2' at the latest",
            (await RunAsync("check qa --base HEAD", repository)).Problems,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check --base nowhere", ExitCodes.Problems, "revision 'nowhere': not found")]
    [InlineData("check --base HEAD --phase a1", ExitCodes.Usage, "--base: not with --phase; it compares the stacks' own steps")]
    public async Task ExplainsABaseThatCannotBeHad(string line, int exitCode, string says)
    {
        using var repository = Repository("a1");
        var result = await RunAsync(line, repository);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(says, result.Problems, StringComparison.Ordinal);
    }

    private static (int ExitCode, string Problems) Codes((int ExitCode, string Result, string Problems) run) =>
        (run.ExitCode, run.Problems);

    private static ScratchRepository Repository(string? phase)
    {
        var repository = new ScratchRepository();
        repository.Write("stacks/tiny/migration.yaml", Migration);
        var production = File.ReadAllText(Path.Combine(repository.Root, "stacks/tiny/env.prod.yaml"));
        foreach (var environment in (ReadOnlySpan<string>)["dev", "qa"])
        {
            repository.Write(
                $"stacks/tiny/env.{environment}.yaml",
                production.Replace("cluster:", $"cluster:\n  name: {environment}", StringComparison.Ordinal));
        }

        repository.Write("Pulumi.prod.yaml", Config("prod", phase));
        repository.Write("Pulumi.dev.yaml", Config("dev", "b1"));
        repository.Commit("steps");
        return repository;
    }

    private static string Config(string environment, string? phase) =>
        $"config:\n  infra:system: tiny\n  infra:environment: {environment}\n{(phase is null ? "" : $"  infra:phase: {phase}\n")}";

    private static async Task<(int ExitCode, string Result, string Problems)> RunAsync(string line, ScratchRepository repository)
    {
        var terminal = new Terminal(repository.Root, width: null, colored: false);
        var exitCode = await App.RunAsync(line.Split(' '), terminal);
        // The small clusters of the test are warned of.
        var problems = terminal.Problems.Split('\n').Where(line => !line.Contains(": warning: ", StringComparison.Ordinal));
        return (exitCode, terminal.Results, string.Join('\n', problems));
    }
}
