using Infra.Model;
using Infra.Model.Capacity;
using Infra.Model.Validation;
using Infra.Tests.Support;
using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Validation;

public sealed class SchedulingRulesTests
{
    [Fact]
    [Pitfall("guests-capacity")]
    public void SumsThePodsOfAllStacksOfTheCluster()
    {
        const string Together = "the pods of the stacks that share the cluster (prod at 3-prod, stage at 3-prod) ask for";
        var (prod, stage) = (Spec() with { Observability = new() }, Spec("stage") with { Observability = new() });
        var alone = WithRequest(prod, "4Gi");

        Each.Lacks(RuleRun.Problems(SchedulingRules.Check, alone), IsShortage);
        Assert.Contains(
            RuleRun.Problems(SchedulingRules.Check, alone, WithRequest(stage, "4Gi")),
            problem => IsShortage(problem)
                && problem.Contains(Together, StringComparison.Ordinal)
                && problem.Contains("prod/wordpress ", StringComparison.Ordinal)
                && problem.Contains("stage/wordpress ", StringComparison.Ordinal));
        Assert.Contains(
            RuleRun.Problems(SchedulingRules.Check, WithRequest(stage, "4Gi"), alone),
            problem => problem.Contains(Together, StringComparison.Ordinal));

        static bool IsShortage(string problem) => problem.Contains("share the cluster", StringComparison.Ordinal);

        static SystemSpec WithRequest(SystemSpec system, string memory) => system with
        {
            Apps = [.. system.Apps.Select(app => app.Name != "wordpress" ? app : app with
            {
                RunsOn = Placement.K3s,
                Replicas = 1,
                BlueGreen = new(),
                Resources = app.Resources with { RequestMemory = Quantity.Parse(memory) },
            })],
        };
    }

    private const string OneLost = "without ";

    // The figures below are those of the apps and databases; the pods that watch them have their own tests.
    private const string Unwatched = "observability: {prometheus: null, grafana: null, loki: null, alloy: null}\n";

    [Fact]
    public void RefusesPodsThatFitNoNodeAndShowsTheLargestTerms() => RefusedAmongOthers(
        $"{Unwatched}apps: [{{name: discourse, replicas: 20}}]",
        "the pods ask for 22.2Gi of memory, and worker-1 + worker-2 offer 12Gi: discourse 21 x 768Mi + "
            + "postgres 3 x 640Mi + wordpress 3 x 256Mi + ",
        " + node-agent 2 x 128Mi + 13 others 1.6Gi; ");

    [Fact]
    public void RefusesTooMuchCpuApartFromMemory() => RefusedAmongOthers(
        "apps: [{name: logto, resources: {requestCpu: 2, limitCpu: 2}}]",
        "of processor time, and worker-1 + worker-2 offer 7.3 cores: logto 3 x 2 cores + ");

    [Fact]
    public void AcceptsTheSameOnALargerServer() => Accepted("""
        namespaces: [{name: prod, quota: null}]
        apps: [{name: discourse, replicas: 20}]
        cluster: {nodes: [{name: worker-1, serverType: cx53}]}
        """);

    [Fact]
    [Pitfall("lost-node-capacity")]
    public void WarnsThatProductionDoesNotFitWithOneNodeLost() =>
        Assert.Contains(
            "without worker-1 the pods ask for 8.2Gi of memory, and worker-2 offers 6Gi: ",
            Assert.Single(Warnings(Unwatched), warning => warning.Contains(OneLost, StringComparison.Ordinal)),
            StringComparison.Ordinal);

    [Fact]
    public void DoesNotWarnWithOneNodeMore() => Each.Lacks(
        Warnings("cluster: {nodes: [{name: worker-3, role: agent, privateIp: 10.0.1.40, labels: {node.role: database}}]}"),
        warning => warning.Contains(OneLost, StringComparison.Ordinal));

    [Fact]
    public void RefusesPodsThatDoNotFitTheirSelectedNodes() => RefusedAmongOthers(
        """
        cluster: {nodes: [{name: worker-3, role: agent, serverType: cx53, privateIp: 10.0.1.40}]}
        databases: {postgres: [{name: postgres, resources: {requestMemory: 5Gi, limitMemory: 5Gi}}]}
        """,
        "and worker-1 + worker-2 offer 12Gi: postgres 3 x 5.1Gi + longhorn-manager 2 x 192Mi + ");

    [Fact]
    public void WarnsOfAnInstanceThatWaitsForItsNode()
    {
        const string Apart = """
            cluster: {nodes: [{name: worker-3, role: agent, privateIp: 10.0.1.40, labels: {node.role: database}}]}
            databases: {postgres: [{name: postgres, spreadRequired: SPREAD, resources: {requestMemory: 1950Mi, limitMemory: 4Gi}}]}
            """;

        Each.Lacks(
            Warnings(Unwatched + Apart.Replace("SPREAD", "true", StringComparison.Ordinal)),
            warning => warning.Contains(OneLost, StringComparison.Ordinal));
        Assert.Contains(
            Warnings(Unwatched + Apart.Replace("SPREAD", "false", StringComparison.Ordinal)),
            warning => warning.Contains(OneLost, StringComparison.Ordinal));
    }

    [Fact]
    public void ChecksNothingOnExistingHosts()
    {
        using var system = new ScratchSystem();
        system.Write("stacks/tiny/env.prod.yaml", File.ReadAllText(Path.Combine(system.Root, "stacks/tiny/env.prod.yaml")) + Big);
        Assert.Contains(Problems(system), problem => problem.Contains("the pods ask for", StringComparison.Ordinal));

        system.Write(
            "stacks/tiny/env.prod.yaml",
            File.ReadAllText(Path.Combine(system.Root, "stacks/tiny/env.prod.yaml"))
                .Replace("cluster:", "cluster:\n  provider: existingHosts", StringComparison.Ordinal));
        Each.Lacks(Problems(system), problem => problem.Contains("the pods ask for", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("3650m", "64Mi", true)]
    [InlineData("3651m", "64Mi", false)]
    [InlineData("50m", "6149Mi", true)]
    [InlineData("50m", "6150Mi", false)]
    public void AcceptsPodsThatFillTheNodesExactly(string cpu, string memory, bool accepted) =>
        Assert.Equal(accepted, Problems(TwoServers(App(2, cpu, memory))).Length == 0);

    [Fact]
    public void PodThatIsLargerThanEachNodeIsRefusedThoughAllTogetherHaveRoom() => Assert.StartsWith(
        "nodes: no node has room for 1 of 1 app (64Mi, 4 cores), though all nodes together have; lower its requests",
        Assert.Single(Problems(TwoServers(App(1, "4", "64Mi")))),
        StringComparison.Ordinal);

    [Fact]
    public void PodsThatLeaveGapsAreAWarningBecauseTheirOrderDecides()
    {
        var system = TwoServers(App(3, "2", "64Mi"));
        var context = new ValidationContext(system, new(), KnownEnvironments.Of()) { RequestsOf = OfAppsAndDatabases };

        SchedulingRules.Check(context);

        var problem = Assert.Single(context.Problems.Sorted());
        Assert.Equal(
            (ProblemLevel.Warning, "no node has room for 1 of 3 app (64Mi, 2 cores), though all nodes together have"),
            (problem.Level, problem.Wrong));
    }

    [Fact]
    public void WhatPlatformPartsAskForCounts()
    {
        var system = TwoServers(App(2, "3650m", "64Mi"));

        Assert.Contains(
            "coredns 0.1 cores",
            Assert.Single(RuleRun.Problems(SchedulingRules.Check, system)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void CountsTheFewestPodsOfAnAutoscaledApp()
    {
        var app = App(9, "3", "64Mi");

        Assert.Single(Problems(TwoServers(app)));
        Assert.Empty(Problems(TwoServers(app with { Autoscaling = new() { Min = 2, Max = 9 } })));
        Assert.Single(Problems(TwoServers(app with { Autoscaling = new() { Min = 3, Max = 9 } })));
    }

    [Fact]
    public void OneOfThreeNodesMayBeLostAndNoneOfTwo()
    {
        var two = TwoServers(App(2, "3", "64Mi") with { NodeLabels = new Dictionary<string, string> { ["for"] = "apps" } });
        var three = two with { Cluster = two.Cluster with { Nodes = [.. two.Cluster.Nodes, Described.Server("three", "10.0.1.13")] } };

        Assert.Empty(Problems(two));
        Assert.StartsWith(
            "nodes: without one the pods ask for 6 cores of processor time, and two offers 3.65 cores: app 2 x 3 cores; some pods wait",
            Assert.Single(Problems(three)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void InstancesOnDifferentNodesTakeAtMostOneOfEach()
    {
        var spec = TwoServers();
        PostgresSpec server = spec.Databases.Postgres[0] with
        {
            NodeLabels = new Dictionary<string, string>(),
            SpreadRequired = true,
            Resources = new() { RequestCpu = Quantity.Parse("3"), LimitCpu = Quantity.Parse("3") },
        };

        Assert.Empty(Problems(With(3, spread: true)));
        Assert.Single(Problems(With(3, spread: false)));
        Assert.Empty(Problems(With(1, spread: true, more: App(1, "3", "64Mi"))));

        SystemSpec With(int instances, bool spread, params AppSpec[] more) => spec with
        {
            Apps = more,
            Databases = new() { Postgres = [server with { Instances = instances, SpreadRequired = spread }] },
        };
    }

    [Fact]
    public async Task CountsTheRequestsOfAPooler()
    {
        var plan = await DatabaseSystems.PlanAsync("prod", "3-prod");
        var pooler = Assert.Single(
            plan.Resources,
            resource =>
                resource.Name.EndsWith("-pooler", StringComparison.Ordinal) && resource.Type.EndsWith("Pooler", StringComparison.Ordinal));
        var requests = Plans.Texts(pooler.Inputs["spec"]!["template"]!).Where(
            text => text.Path.Contains(".requests.", StringComparison.Ordinal)).Select(text => text.Text).Order(StringComparer.Ordinal);

        Assert.Equal([PoolerSpec.RequestCpu.ToString(), PoolerSpec.RequestMemory.ToString()], requests);
    }

    private const string Big =
        "\napps: [{name: big, image: 'big:1.0.0', ports: [{name: http, port: 80}], resources: {requestMemory: 40Gi, limitMemory: 40Gi}}]\n";

    private static string[] Problems(SystemSpec system)
    {
        var context = new ValidationContext(system, new(), KnownEnvironments.Of()) { RequestsOf = OfAppsAndDatabases };
        SchedulingRules.Check(context);
        return [.. context.Problems.Sorted().Select(problem => $"{problem.Setting}: {problem.Wrong}; {problem.Right}")];
    }

    private static IReadOnlyList<PodsRequest> OfAppsAndDatabases(SystemSpec system) =>
        [.. StackParts.PodRequests(system).Where(request => request.Kind is PodsKind.App or PodsKind.Database)];

    private static AppSpec App(int replicas, string cpu, string memory) => new()
    {
        Name = "app",
        Replicas = replicas,
        Resources = new()
        {
            RequestCpu = Quantity.Parse(cpu),
            LimitCpu = Quantity.Parse(cpu),
            RequestMemory = Quantity.Parse(memory),
            LimitMemory = Quantity.Parse(memory),
        },
    };

    /// <summary>Two servers that each offer 3.65 cores and 6149.4Mi, with the given apps alone.</summary>
    private static SystemSpec TwoServers(params AppSpec[] apps)
    {
        var spec = Spec();
        var labels = new Dictionary<string, string> { ["for"] = "apps" };
        NodeSpec[] nodes =
            [Described.Server("one", "10.0.1.11") with { Labels = labels }, Described.Server("two", "10.0.1.12") with { Labels = labels }];
        return spec with
        {
            Apps = apps,
            Databases = apps.Length > 0 ? new() : spec.Databases,
            Cluster = spec.Cluster with { Nodes = nodes },
        };
    }

    private static List<string> Problems(ScratchSystem system) =>
        [
            .. StackLoad.System(
                system.Root,
                new() { Stack = "prod", System = "tiny", Environment = "prod" }).Problems.Select(problem => problem.ToString()),
        ];
}
