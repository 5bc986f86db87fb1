using Infra.Model;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Cluster;

/// <summary>Order and triggers of the commands that install a cluster.</summary>
public sealed class K3sClusterTests
{
    [Fact]
    public async Task StartsServersOneByOne()
    {
        var plan = await Plans.OfAsync("prod");

        Each.Lacks(Named(plan, "master-1-start").DependsOn, IsStart);
        Assert.Equal(["master-1-start"], Named(plan, "worker-1-start").DependsOn.Where(IsStart).Select(NameIn));
        Assert.Equal(["worker-1-start"], Named(plan, "worker-2-start").DependsOn.Where(IsStart).Select(NameIn));
    }

    [Theory]
    [InlineData("prepare")]
    [InlineData("artifacts")]
    [InlineData("configure")]
    [InlineData("secrets")]
    [InlineData("firewall")]
    public async Task PreparesAllNodesInParallel(string step)
    {
        var plan = await Plans.OfAsync("prod");

        Each.Lacks(
            Reach(plan, Named(plan, $"worker-2-{step}")),
            resource => resource.Name is "master-1-start" or "master-1-prepare" or "worker-1-prepare");
    }

    [Fact]
    public async Task DownloadsArtifactsBeforeItLoadsTheFirewall()
    {
        var plan = await Plans.OfAsync("prod");

        Assert.Contains("worker-2-firewall", Named(plan, "worker-2-artifacts").DependsOn.Select(NameIn));
    }

    [Fact]
    public async Task AgentsStartAfterAllServersAndInParallel()
    {
        var system = Described.StackOf("prod");
        var plan = await Plans.OfAsync(system with
        {
            Cluster = system.Cluster with
            {
                Nodes = [.. system.Cluster.Nodes, Described.Agent("agent-1", "10.0.1.21"), Described.Agent("agent-2", "10.0.1.22")],
            },
        });

        Assert.Equal(
            ["master-1-start", "worker-1-start", "worker-2-start"],
            Named(plan, "agent-2-start").DependsOn.Where(IsStart).Select(NameIn).Order());
    }

    [Fact]
    public async Task AgentsStartAfterTheRightsThatTheirUpgradeNeeds()
    {
        var system = Described.StackOf("prod");
        var plan = await Plans.OfAsync(
            system with { Cluster = system.Cluster with { Nodes = [.. system.Cluster.Nodes, Described.Agent("agent-1", "10.0.1.21")] } });

        Assert.Contains("cluster-agent-rights-binding", Named(plan, "agent-1-start").DependsOn.Select(NameIn));
        Each.Lacks(
            Reach(plan, Named(plan, "worker-2-start")),
            resource => resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal));
        Assert.Equal(
            ["get", "get", "list", "list"],
            Plans.Texts(plan.Resources.Single(resource => resource.Name == "cluster-agent-rights-role").Inputs)
                .Where(text => text.Path.Contains(".verbs.", StringComparison.Ordinal)).Select(text => text.Text).Order());
        Each.Lacks(
            (await Plans.OfAsync("prod")).Resources,
            resource => resource.Name.StartsWith("cluster-agent-rights", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AgentMayWaitForItsTurn()
    {
        var system = Described.StackOf("prod");
        var plan = await Plans.OfAsync(
            system with { Cluster = system.Cluster with { Nodes = [.. system.Cluster.Nodes, Described.Agent("agent-1", "10.0.1.21")] } });

        Assert.True(TimeSpan.FromSeconds(30 * 60) < Named(plan, "agent-1-start").Timeouts!.Create);
    }

    [Fact]
    public async Task FormerMemberIsRemovedBeforeItsSuccessorJoins()
    {
        var plan = await Plans.OfAsync("prod");

        Assert.Equal(
            ["master-1-forget"],
            Named(plan, "master-1-start").DependsOn.Select(NameIn)
                .Where(name => name.Contains("forget", StringComparison.Ordinal))
                .Order());
    }

    [Fact]
    public async Task OnlyTheFirstServerMayFoundTheCluster()
    {
        var plan = await Plans.OfAsync("prod");
        var first = Named(plan, "master-1-start").Inputs["stdin"]!.Text;
        var second = Named(plan, "worker-1-start").Inputs["stdin"]!.Text;

        Assert.Equal(Exported(first, "HOST_ID"), Exported(first, "FOUNDER_ID"));
        Assert.NotEqual(Exported(second, "HOST_ID"), Exported(second, "FOUNDER_ID"));
        Assert.Equal(Exported(first, "FOUNDER_ID"), Exported(second, "FOUNDER_ID"));
        Assert.Equal(["keepers"], Named(plan, "cluster-founder").IgnoreChanges);
    }

    [Fact]
    public async Task KubeconfigIsReadAfterAllServersAndBeforeAnyObject()
    {
        var plan = await Plans.OfAsync("prod");

        var kubeconfig = Named(plan, "cluster-kubeconfig");
        Assert.Equal(["master-1-start", "worker-1-start", "worker-2-start"], kubeconfig.DependsOn.Where(IsStart).Select(NameIn).Order());
        Assert.Contains(kubeconfig.Urn, plan.Resources.Single(resource => resource.Type == "pulumi:providers:kubernetes").DependsOn);
    }

    [Fact]
    public async Task NewVersionRestartsEveryNodeAndUpdatesKubectlImages()
    {
        var system = Described.StackOf("prod");
        var before = await Plans.OfAsync(system);
        var after = await Plans.OfAsync(
            system with { Cluster = system.Cluster with { K3s = system.Cluster.K3s with { Version = "v1.34.9+k3s1" } } });

        Assert.Equal(
            [
                "backup-restore-prod-job", "backup-velero", "cluster-kubeconfig", "ingress-traefik-idle", "ingress-traefik-ready",
                "master-1-artifacts", "master-1-start", "prometheus-stack", "worker-1-artifacts", "worker-1-start", "worker-2-artifacts",
                "worker-2-start",
            ],
            Changed(before, after));
    }

    [Fact]
    public async Task ChangedLabelRestartsItsNodeOnly()
    {
        var system = Described.StackOf("prod");
        var nodes = system.Cluster.Nodes.Select(
            node => node.Name == "worker-1" ? node with { Labels = new Dictionary<string, string>(node.Labels) { ["zone"] = "a" } } : node);

        Assert.Equal(
            ["worker-1-configure", "worker-1-settings", "worker-1-start"],
            Changed(
                await Plans.OfAsync(system),
                await Plans.OfAsync(system with { Cluster = system.Cluster with { Nodes = [.. nodes] } })));
    }

    [Theory]
    [InlineData("cx43", "spread")]
    [InlineData("cx33", "other")]
    [Pitfall("hetzner-resize")]
    public async Task NodeIsAwaitedAfterItsServerWasOff(string type, string group)
    {
        var system = Described.StackOf("prod");
        var nodes = system.Cluster.Nodes.Select(
            node => node.Name == "worker-1" ? node with { ServerType = type, PlacementGroup = group } : node);
        var before = await Plans.OfAsync(system);
        var after = await Plans.OfAsync(system with { Cluster = system.Cluster with { Nodes = [.. nodes] } });

        Assert.Equal(["worker-1-server", "worker-1-start"], Changed(before, after));
        Assert.Contains("worker-1-server", Reach(after, Named(after, "worker-1-start")).Select(resource => resource.Name));
    }

    [Fact]
    public async Task AgentDoesNotReceiveTheServerToken()
    {
        var system = Described.StackOf("prod");
        var plan = await Plans.OfAsync(
            system with { Cluster = system.Cluster with { Nodes = [.. system.Cluster.Nodes, Described.Agent("agent-1", "10.0.1.21")] } });

        Assert.Contains("stdin", Named(plan, "agent-1-secrets").SecretInputs);
        Assert.Contains("agent-token-file", Named(plan, "master-1-configure").Inputs["stdin"]!.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("agent-token-file", Named(plan, "agent-1-configure").Inputs["stdin"]!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadsTheFirewallBeforeTheNodeStarts()
    {
        var plan = await Plans.OfAsync("prod");

        Assert.Contains("master-1-firewall", Named(plan, "master-1-start").DependsOn.Select(NameIn));
    }

    [Fact]
    public async Task FirstTokenGenerationRotatesNothing() =>
        Each.Lacks((await Plans.OfAsync("prod")).Resources, resource => resource.Name == "cluster-rotate-token");

    [Fact]
    public async Task RotatesTheTokenBeforeTheFirstServerRestarts()
    {
        var system = Described.StackOf("prod");
        var plan = await Plans.OfAsync(
            system with { Cluster = system.Cluster with { K3s = system.Cluster.K3s with { TokenGeneration = 2 } } });

        Assert.Equal(
            ["cluster-agent-token", "cluster-agent-token-2", "cluster-server-token", "cluster-server-token-2"],
            plan.Resources.Where(resource => resource.Type.Contains("RandomPassword", StringComparison.OrdinalIgnoreCase))
                .Select(resource => resource.Name)
                .Where(name => name.StartsWith("cluster-", StringComparison.Ordinal))
                .Order());
        Assert.Contains("cluster-rotate-token", Named(plan, "master-1-start").DependsOn.Select(NameIn));
        Assert.Contains("stdin", Named(plan, "cluster-rotate-token").SecretInputs);
    }

    [Fact]
    public async Task NewCertificateGenerationRestartsServersAndReadsTheKubeconfigAgain()
    {
        var system = Described.StackOf("prod");
        var after = await Plans.OfAsync(
            system with { Cluster = system.Cluster with { K3s = system.Cluster.K3s with { CertificateGeneration = 2 } } });

        Assert.Equal(
            ["cluster-kubeconfig", "master-1-start", "worker-1-start", "worker-2-start"],
            Changed(await Plans.OfAsync(system), after));
    }

    private static PlanResource Named(PlanGraph plan, string name) =>
        plan.Resources.Single(
            resource =>
                resource.Name == name && resource.Type == "command:remote:Command"
                    || resource.Name == name && resource.Type.StartsWith("random:", StringComparison.Ordinal));

    private static bool IsStart(string urn) => urn.EndsWith("-start", StringComparison.Ordinal);

    private static string NameIn(string urn) => urn[(urn.LastIndexOf(':') + 1)..];

    private static string Exported(string command, string name) =>
        command.Split('\n').Single(line => line.StartsWith($"export {name}=", StringComparison.Ordinal)).Split('\'')[1];

    private static IEnumerable<string> Changed(PlanGraph before, PlanGraph after) =>
        before.Resources.Where(resource => !Plans.Same(resource.Inputs, after.Find(resource.Urn)!.Inputs))
            .Select(resource => resource.Name)
            .Order();

    private static IEnumerable<PlanResource> Reach(PlanGraph plan, PlanResource from)
    {
        var seen = new HashSet<string>();
        var waiting = new Stack<PlanResource>([from]);
        while (waiting.TryPop(out var resource))
        {
            foreach (var urn in resource.DependsOn.Where(seen.Add))
            {
                waiting.Push(plan.Find(urn)!);
                yield return plan.Find(urn)!;
            }
        }
    }
}
