using Infra.Model;
using Infra.Model.Loading;
using Infra.Preview.Diff;
using Infra.Preview.Graph;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Migration;

/// <summary>The four phases of 004: monitoring and the database of the homelab move from Docker to k3s, one step at a time.</summary>
public sealed class HomelabLadderTests
{
    private const StringComparison Exact = StringComparison.Ordinal;
    private const string Page = "docs/migrations/homelab.md";
    private const string Command = "command:remote:Command";

    /// <summary>Gates and data moves belong to the way, and not to the state that it leads to.</summary>
    private static readonly string[] OfTheWay = ["gate", "move-"];

    [Theory]
    [InlineData("", "1-alloy-on")]
    [InlineData("1-alloy-on", "2-loki-on")]
    [InlineData("2-loki-on", "3-grafana-on")]
    [InlineData("3-grafana-on", "4-postgres-on")]
    public async Task StepBackEndsInTheStateBefore(string step, string next)
    {
        var system = Load(FrozenSystems.Root, step);
        var before = await Plans.OfAsync(system, from: null);
        var back = await Plans.OfAsync(system, from: next);

        Assert.Empty(PlanDiffer.Between(before, back).Changed
            .Where(static change => !OfTheWay.Any(name => change.Resource.Name.StartsWith(name, Exact)))
            .Select(static change => $"{change.Kind} {change.Resource.Name}"));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("1-alloy-on", "")]
    [InlineData("2-loki-on", "loki-history")]
    [InlineData("3-grafana-on", "loki-history grafana-state")]
    [InlineData("4-postgres-on", "loki-history grafana-state")]
    public void HistoryMovesWithItsStore(string step, string moves) => Assert.Equal(
        moves, string.Join(' ', MoveSchedule.Due(Load(FrozenSystems.Root, step)).Select(static move => move.Name)));

    /// <summary>A gate looks at what its phase moved, and the step after it waits for the gate.</summary>
    [Fact]
    public void EveryMoveIsVerifiedByTheGateOfItsPhase()
    {
        var migration = Load(FrozenSystems.Root, "").Migration;

        Assert.Equal(
            ["1-logs", "2-logs", "3-stable"],
            migration.InOrder().SelectMany(static phase => phase.Gates).Select(static gate => gate.Name));
        foreach (var phase in migration.InOrder())
        {
            var verified = phase.Gates.SelectMany(static gate => gate.Criteria)
                .Where(static criterion => criterion.Check == GateCheck.DataVerified)
                .Select(static criterion => criterion.Target);
            Assert.Equal(phase.Steps.SelectMany(static step => step.DataMoves), verified);
        }
    }

    /// <summary>
    /// Docker's own Grafana ends after its move, and on the way back comes again after what is new was copied back.
    /// </summary>
    [Theory]
    [InlineData("3-grafana-on", null, "move-grafana-state")]
    [InlineData("2-loki-on", "3-grafana-on", "move-grafana-state-back")]
    public async Task ProjectInDockerChangesAfterTheMove(string step, string? from, string command)
    {
        var plan = await Plans.OfAsync(Load(FrozenSystems.Root, step), from);

        var move = Assert.Single(plan.Resources, resource => resource.Name == command && resource.Type == Command);
        // The command before every project of the host, which removes services that left theirs.
        var removal = Assert.Single(
            plan.Resources, static resource => resource is { Name: "docker-nappy-docker-projects", Type: Command });
        Assert.Contains(move.Urn, removal.DependsOn);
    }

    /// <summary>The way back of each move, when a stack leaves its step.</summary>
    [Theory]
    [InlineData("1-alloy-on", "2-loki-on", "move-loki-history-back")]
    [InlineData("2-loki-on", "3-grafana-on", "move-grafana-state-back")]
    [InlineData("3-grafana-on", "4-postgres-on", null)]
    public async Task StepBackBringsItsOwnDataBack(string step, string from, string? back) => Assert.Equal(
        back is null ? [] : [back],
        (await Plans.OfAsync(Load(FrozenSystems.Root, step), from)).Resources
            .Where(static resource => resource.Type == Command && resource.Name.EndsWith("-back", Exact))
            .Select(static resource => resource.Name));

    /// <summary>The new Loki reads what the image of the old one has written, and keeps it.</summary>
    [Fact]
    public void LokiAndGrafanaTakeOverWhatTheDockerOnesHave()
    {
        var system = Load(FrozenSystems.Root, "3-grafana-on");
        var docker = Load(FrozenSystems.Root, "2-loki-on").Apps.Single(static app => app.Name == "grafana");

        Assert.Equal([("2020-10-24", "index_")], system.Observability.Loki!.Schema.Select(static period => (period.From, period.Prefix)));
        Assert.True(system.Observability.Loki.KeepFor.Value >= TimeSpan.FromDays(90));
        Assert.Equal(
            system.Observability.Grafana!.SecretKey,
            docker.Env.Single(static variable => variable.Name == "GF_SECURITY_SECRET_KEY").Secret);
        var sources = docker.Files.Single().Content;
        Assert.Contains("name: Prometheus, uid: prometheus", sources, Exact);
        Assert.Contains("name: Loki, uid: loki", sources, Exact);
    }

    /// <summary>The text of the page for a PostgreSQL 15 in Docker makes the last step executable.</summary>
    [Fact]
    public async Task DescribedPostgresMovesByTheLastStep()
    {
        using var copy = new FrozenCopy();
        var blocks = Blocks();
        const string Description = "stacks/homelab/system.yaml";
        copy.Edit(Description, "      portsInUse: [5432]\n", "");
        copy.Edit(Description, "    - {name: gitlab-config, size", $"{blocks[0]}    - {{name: gitlab-config, size");
        copy.Edit(Description, "  postgres:\n", $"  postgres:\n{blocks[1]}");
        const string Migration = "stacks/homelab/migration.yaml";
        var text = await File.ReadAllTextAsync(Path.Combine(copy.Root, Migration));
        var tasks = text[text.LastIndexOf("        tasks:\n", Exact)..text.IndexOf("\ndataMoves:", Exact)];
        copy.Edit(Migration, tasks, blocks[2]);
        copy.Edit(Migration, "\ndataMoves:\n", $"\ndataMoves:\n{blocks[3]}");

        var before = await Plans.OfAsync(Load(copy.Root, "3-grafana-on"), from: null);
        var system = Load(copy.Root, "4-postgres-on");
        var after = await Plans.OfAsync(system, from: null);

        Assert.Contains("inventory-database", MoveSchedule.Due(system).Select(static move => move.Name));
        const string Server = "shared-postgres";
        Each.Lacks(before.Resources, IsServer);
        Assert.Contains(after.Resources, IsServer);
        Assert.Contains(after.Resources, static resource => resource is { Name: "move-inventory-database", Type: Command });

        static bool IsServer(PlanResource resource) =>
            resource.Type.EndsWith(":Cluster", Exact) && resource.Inputs.At("metadata", "name")?.Text == Server;
    }

    /// <summary>The blocks of the page's section on PostgreSQL, without the indentation of their list.</summary>
    private static string[] Blocks()
    {
        var page = File.ReadAllText(Repository.File(Page));
        var section = page[page.IndexOf("\n## Phase 4", Exact)..page.IndexOf("\n## Back", Exact)];
        return
        [
            .. section.Split("   ```\n").Where(static (_, index) => index % 2 == 1)
                .Select(static block => string.Concat(block.Split('\n')[..^1].Select(static line => line[3..] + "\n"))),
        ];
    }

    private static SystemSpec Load(string root, string phase)
    {
        var result = StackLoad.System(
            root,
            new StackSelection { Stack = "homelab", System = "homelab", Environment = "home", Phase = phase.Length == 0 ? null : phase });
        Assert.True(result.Succeeded, string.Join('\n', result.Problems));
        return result.Spec;
    }

}
