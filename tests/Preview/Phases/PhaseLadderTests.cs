using Infra.Preview.Diff;
using Infra.Preview.Phases;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Preview.Phases;

/// <summary>Ladders of the frozen stacks and of edited copies. Slow: a ladder plans a stack at each of its steps.</summary>
public sealed class PhaseLadderTests
{
    private const StringComparison Exact = StringComparison.Ordinal;
    private const string Migration = "stacks/community/migration.yaml";

    private const string DropsUploads =
        "          - name: dev\n"
        + "            changes:\n"
        + "              storage: {volumes: [{name: svelte-uploads, remove: true}]}\n"
        + "              apps:\n"
        + "                - {name: wanderer-web, mounts: [{name: svelte-uploads, remove: true}]}\n"
        + "                - {name: wanderer-uploads, mounts: [{name: svelte-uploads, remove: true}]}\n";

    public static TheoryData<string> Stacks() => Ladders.Stacks();

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task FrozenStacksClimbWithoutProblems(string stack)
    {
        var ladder = await Ladders.OfAsync(stack);

        Problems.None(ladder.Problems);
        Each.Of(ladder.Steps, step => Assert.NotNull(step.Diff));
        Assert.NotNull(ladder.Start);
    }

    [Fact]
    public async Task StepsAreThoseOfTheMigrationInItsOrder()
    {
        var ladder = await Ladders.OfAsync("homelab");

        Assert.Equal(["1-alloy-on", "2-loki-on", "3-grafana-on", "4-postgres-on"], ladder.Steps.Select(step => step.Name));
        Assert.Equal(["1-alloy", "2-loki", "3-grafana", "4-postgres"], ladder.Phases.Select(phase => phase.Name));
    }

    [Fact]
    public async Task EachStepIsComparedWithTheOneBefore()
    {
        var ladder = await Ladders.OfAsync("prod");
        var before = ladder.Start;
        foreach (var step in ladder.Steps)
        {
            Assert.Equal(before!.Header.Phase, step.Diff!.Old.Header.Phase);
            Assert.Equal(step.Name, step.Diff.New.Header.Phase);
            before = step.Plan;
        }
    }

    [Fact]
    public async Task PhaseOfTheStackStandsForItsLastStep()
    {
        var places = (await Ladders.OfAsync("dev")).Steps.ToDictionary(step => step.Name, step => step.Place);

        Assert.Equal(StepPlace.Done, places["1-databases"]);
        Assert.Equal(StepPlace.Current, places["1-apps"]);
        Assert.Equal(StepPlace.Ahead, places["2-deploy"]);
    }

    [Theory]
    [InlineData("infra:phase: 1-databases", "1-databases")]
    [InlineData("infra:phase: \"\"", null)]
    public async Task CurrentStepIsTheOneThatTheStackNames(string phase, string? current)
    {
        using var copy = new FrozenCopy();
        copy.Edit("Pulumi.dev.yaml", "infra:phase: 1-dev", phase);
        var ladder = await PhaseLadder.PlanAsync(copy.Root, "dev");

        Assert.Equal(current, ladder.Steps.FirstOrDefault(step => step.Place == StepPlace.Current)?.Name);
        Assert.Equal(current is not null, ladder.Steps.Any(step => step.Place == StepPlace.Done));
    }

    [Fact]
    public async Task ScopeTellsChangesHereElsewhereAndByHand()
    {
        var ladder = await Ladders.OfAsync("stage");

        Assert.Equal(StepScope.Here, ladder.Step("2-deploy").Scope);
        Assert.Equal(StepScope.Elsewhere, ladder.Step("2-stage-10").Scope);
        Assert.Equal(StepScope.ByHand, ladder.Step("0-design").Scope);
    }

    [Fact]
    public async Task GatesAreInWords()
    {
        var gate = Assert.Single((await Ladders.OfAsync("prod")).Phases.Single(phase => phase.Name == "2-stage").Gates);

        Assert.Equal("Staging is stable for a week", gate.Title);
        Assert.Contains("At most 1% of the requests to staging fail (errorRate in stage up to 1 for 7d)", gate.Criteria);
        Assert.Contains("WordPress has all its pods (workloadReady of wordpress in stage)", gate.Criteria);
    }

    [Fact]
    public async Task WeightsOfTheTrafficStepsAreUpdates()
    {
        var step = (await Ladders.OfAsync("prod")).Step("2-stage-30");

        Assert.Equal(["routes-forum-weights", "routes-www-weights"], step.Diff!.Changed.Select(each => each.Resource.Name).Order());
        Each.Of(step.Diff.Changed, each => Assert.Equal(StepKind.Update, each.Kind));
    }

    [Fact]
    public async Task ChangesOfDockerAreBuilt()
    {
        Assert.Empty((await Ladders.OfAsync("prod")).Step("3-decommission").NotBuilt);
        Assert.Empty((await Ladders.OfAsync("homelab")).Step("3-grafana-on").NotBuilt);
    }

    [Fact]
    public async Task ChangesThatChangeNothingAreAProblem()
    {
        using var copy = new FrozenCopy();
        copy.Edit(
            Migration,
            "composeHost: docker-1, weight: 70}, {name: stage, environment: stage, weight: 30}",
            "composeHost: docker-1, weight: 90}, {name: stage, environment: stage, weight: 10}");
        var ladder = await PhaseLadder.PlanAsync(copy.Root, "prod");

        Assert.Equal(
            $"{Migration}:{LineOf(copy, "name: 2-stage-30")}: migration step '2-stage-30': its changes change nothing in the stack prod; "
                + "correct them, or remove them",
            Assert.Single(ladder.Problems));
    }

    [Theory]
    [InlineData("name: 2-deploy\n", "name: 2-deploy\n", false)]
    [InlineData("name: 2-deploy\n", "name: 2-deploy\n        final: true\n        requires: [gate-1]\n", true)]
    [InlineData("name: 2-stage\n", "name: 2-stage\n    final: true\n", true)]
    public async Task StepThatDestroysDataMustBeFinal(string name, string marked, bool isAccepted)
    {
        using var copy = new FrozenCopy();
        copy.Edit(Migration, "meilisearch-data, svelte-uploads]", "meilisearch-data]");
        copy.Edit(Migration, "- {name: svelte-uploads, kind", "- {name: uploads, kind");
        copy.Edit(Migration, "to: svelte-uploads", "to: wordpress-files");
        const string environments = "resource limits to actual usage\n        environments:\n";
        copy.Edit(Migration, environments, environments + DropsUploads);
        copy.Edit(Migration, name, marked);
        var ladder = await PhaseLadder.PlanAsync(copy.Root, "dev");

        Assert.Equal(
            isAccepted
                ? []
                :
                [
                    $"{Migration}:{LineOf(copy, "name: 2-deploy")}: migration step '2-deploy': "
                        + "PersistentVolumeClaim dev/svelte-uploads is deleted, which the step before plans and which holds data; "
                        + "keep it, or write final: true when there is no way back",
                ],
            ladder.Problems);
    }

    [Fact]
    public async Task ProblemIsReportedWithTheFirstStepThatHasIt()
    {
        using var copy = new FrozenCopy();
        copy.Edit(Migration, "- {name: postgres, runsOn: both}", "- {name: postgres, runsOn: moon}");
        var ladder = await PhaseLadder.PlanAsync(copy.Root, "prod");

        Assert.EndsWith("(from step 2-deploy on)", Assert.Single(ladder.Problems), Exact);
        Assert.NotNull(ladder.Step("1-apps").Diff);
        Assert.Null(ladder.Step("2-deploy").Diff);
        Assert.Null(ladder.Step("2-stage-10").Diff);
    }

    [Fact]
    public async Task PhaseWithoutStepsIsAStep()
    {
        using var system = new ScratchSystem().Write("stacks/tiny/migration.yaml", """
            phases:
              - {name: second, order: 2, title: Two, changes: {namespaces: [{name: more}]}}
              - {name: first, order: 1, title: One}
            """);
        var ladder = await PhaseLadder.PlanAsync(system.Root, "prod");

        Problems.None(ladder.Problems);
        Assert.Equal(["first", "second"], ladder.Steps.Select(step => step.Name));
        Assert.Equal(StepScope.ByHand, ladder.Step("first").Scope);
        Assert.Contains(
            ladder.Step("second").Diff!.Changed,
            step => step is { Kind: StepKind.Create, Resource.Name: "network-policies-more-default-deny" });
    }

    [Fact]
    public async Task SystemWithoutMigrationHasNoSteps()
    {
        using var system = new ScratchSystem();
        var ladder = await PhaseLadder.PlanAsync(system.Root, "prod");

        Assert.Empty(ladder.Phases);
        Problems.None(ladder.Problems);
    }

    [Fact]
    public async Task UnreadableStackHasItsProblems()
    {
        using var system = new ScratchSystem().Write("Pulumi.prod.yaml", "config: {}\n");
        var ladder = await PhaseLadder.PlanAsync(system.Root, "prod");

        Assert.StartsWith("Pulumi.prod.yaml: 'infra:", ladder.Problems[0], Exact);
    }

    [Fact]
    public async Task ProgressNamesEachStep()
    {
        var lines = new List<string>();
        await PhaseLadder.PlanAsync(FrozenSystems.Root, "homelab", lines.Add);

        Assert.Equal("planning homelab before the first step", lines[0]);
        Assert.Equal("planning step 4 of 4, 4-postgres-on", lines[^1]);
    }

    private static int LineOf(FrozenCopy copy, string text) =>
        Array.FindIndex(File.ReadAllLines(Path.Combine(copy.Root, Migration)), line => line.Contains(text, Exact)) + 1;
}
