using Infra.Model;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Apps;

/// <summary>The product of source 003: each of its figures, in the plan of the frozen stack.</summary>
public sealed class ProductStackTests
{
    [Fact]
    public async Task ThreeServersAreOfTypeCx33()
    {
        var servers = (await PlanAsync()).Resources.Where(resource => resource.Type == "hcloud:index/server:Server").ToArray();

        Assert.Equal(["hetzner1-server", "hetzner2-server", "hetzner3-server"], servers.Select(server => server.Name));
        Each.Of(servers, server => Assert.Equal("cx33", server.Inputs.TextOf("serverType")));
    }

    [Fact]
    public void EachServerRunsTheControlPlaneAndTakesApps()
    {
        var cluster = System().Cluster;

        Each.Of(cluster.Nodes, node => Assert.Equal(NodeRole.Server, node.Role));
        Assert.Equal(3, cluster.NodesFor(new Dictionary<string, string>()).Count);
    }

    [Theory]
    [InlineData("k3s_version='v1.34.6+k3s1'", "artifacts")]
    [InlineData("disable:\n- servicelb", "configure")]
    [InlineData("flannel-backend: vxlan", "configure")]
    public async Task ServersRunTheChosenK3s(string line, string step)
    {
        var script = (await PlanAsync()).Resources.Single(resource => resource.Name == $"hetzner1-{step}").Inputs.TextOf("stdin")!;

        Assert.Contains(Squeezed(line), Squeezed(script), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("kind: DaemonSet")]
    [InlineData("hostNetwork: true")]
    public async Task TraefikIsOnTheWebPortsOfEveryNode(string line) =>
        Assert.Contains(line, await TraefikAsync(), StringComparison.Ordinal);

    [Fact]
    public async Task TraefikAnswersPlainHttpWithoutARedirection()
    {
        Assert.DoesNotContain("redirections", await TraefikAsync(), StringComparison.Ordinal);
        var routes = (await PlanAsync()).Resources
            .Where(resource => resource.Type == "kubernetes:traefik.io/v1alpha1:IngressRoute").ToArray();

        Assert.Equal(["routes-admin-route", "routes-api-route", "routes-site-route"], routes.Select(route => route.Name));
        Each.Of(routes, route =>
        {
            Assert.Equal(["web"], route.Inputs.At("spec", "entryPoints")!.Items.Select(entry => entry.Text));
            Assert.Null(route.Inputs.At("spec", "tls"));
            Assert.Null(route.Inputs.At("spec", "routes")!.Items[0]["middlewares"]);
        });
    }

    [Fact]
    public async Task WebPortsAreOpenToCloudflareAlone()
    {
        var cloudflare = CloudflareRanges.Load().Select(range => range.ToString()).ToArray();
        var rules = Named(await PlanAsync(), "firewall-rules").Inputs["rules"]!.Items;

        Each.Of(
            rules.Where(rule => rule.TextOf("port") is "80" or "443"),
            rule => Assert.Equal(cloudflare, rule["sourceIps"]!.Items.Select(range => range.Text)));
    }

    [Fact]
    public async Task VisitorsAddressesAreTakenFromCloudflareAlone()
    {
        var lines = (await TraefikAsync()).Split('\n').Select(line => line.Trim()).ToArray();
        var trusted = lines.SkipWhile(line => line != "trustedIPs:").Skip(1)
            .TakeWhile(line => line.StartsWith("- ", StringComparison.Ordinal));

        Assert.Equal(CloudflareRanges.Load().Select(range => $"- '{range}'"), trusted);
    }

    [Fact]
    public async Task RedisKeepsItsDataOnTheDiskOfItsNode()
    {
        var spec = Named(await PlanAsync(), "redis-redis-set").Inputs["spec"]!;

        Assert.Equal(1, spec["replicas"]!.Number);
        Assert.Equal("local-path", spec["volumeClaimTemplates"]!.Items[0].At("spec", "storageClassName")!.Text);
        var configuration = Named(await PlanAsync(), "redis-redis-configuration").Inputs.At("data", "redis.conf")!.Text;
        Assert.Contains("maxmemory-policy noeviction\n", configuration, StringComparison.Ordinal);
    }

    [Fact]
    public void PrivateRegistryIsThatOfTheImages()
    {
        var system = System();
        var registry = Assert.Single(system.Cluster.Registries);

        Each.Of(system.Apps, app => Assert.StartsWith($"{registry.Name}/", app.Image!, StringComparison.Ordinal));
        Assert.Contains(RequiredSecrets.Of(system), secret => secret.Key == $"infra:{registry.Password}");
    }

    [Fact]
    public void EtcdIsCopiedOffTheNodes() => Assert.NotNull(System().Cluster.K3s.EtcdSnapshots.S3);

    [Fact]
    public void ApiHasThreeReplicasAndBecomesSixAtMost()
    {
        var api = App("api");

        Assert.Equal((3, 6), (api.Autoscaling!.Min, api.Autoscaling.Max));
        Assert.Equal(2, api.MinAvailable);
    }

    [Fact]
    public void ApiMayStartFor240SecondsBecauseItsReplicasMigrateOneAfterAnother()
    {
        var probe = App("api").StartupProbe!;

        Assert.Equal((48, "5s"), (probe.FailureThreshold, probe.Period.ToString()));
    }

    [Fact]
    public void ApiFinishesRequestsBeforeItStops()
    {
        var api = App("api");

        Assert.Equal(("5s", "30s"), (api.StopDelay!.ToString(), api.GracePeriod.ToString()));
    }

    [Fact]
    public void AdminIsProbedAtTheRootWith24Failures()
    {
        var admin = App("admin");

        Assert.Equal(24, admin.StartupProbe!.FailureThreshold);
        Assert.Equal(["/", "/", "/"], new[] { admin.StartupProbe, admin.ReadinessProbe, admin.LivenessProbe }.Select(probe => probe!.Path));
    }

    [Fact]
    public void WorkerRunsOnceAndStopsBeforeItsSuccessorStarts()
    {
        var worker = App("worker");

        Assert.Equal((1, RolloutStrategy.Recreate), (worker.Replicas, worker.Strategy));
        Assert.Null(worker.Autoscaling);
    }

    [Fact]
    public void WorkerBlocksNoDrainAndGetsRoomBeforeTheOthers()
    {
        var worker = App("worker");

        Assert.Equal((0, AppPriority.High), (worker.MinAvailable, worker.Priority));
    }

    [Fact]
    public void WorkerHasTimeToPutItsTasksBackIntoTheQueue()
    {
        var worker = App("worker");
        var shutdown = Duration.Parse(worker.Env.Single(variable => variable.Name == "SHUTDOWN_TIMEOUT").Value!);

        Assert.Equal("kill -TSTP 1 && sleep 5", worker.StopCommand[^1]);
        Assert.True(worker.GracePeriod.Seconds >= shutdown.Seconds + 5 + 5, $"{worker.GracePeriod}");
    }

    [Theory]
    [InlineData("api")]
    [InlineData("worker")]
    public async Task ExternalPostgresIsReachedByADeclaredSecret(string name)
    {
        Assert.Equal("databaseUrl", App(name).Env.Single(variable => variable.Name == "DATABASE_URL").Secret);
        var policy = Named(await PlanAsync(), $"network-policies-honeydue-{name}-to-internet");
        Assert.Contains(
            policy.Inputs.At("spec", "egress")!.Items[0]["ports"]!.Items, port => port["port"]!.Number == 5432);
    }

    private static Task<PlanGraph> PlanAsync() => Plans.OfAsync("product");

    private static SystemSpec System() => Described.StackOf("product");

    private static AppSpec App(string name) => System().Apps.Single(app => app.Name == name);

    private static PlanResource Named(PlanGraph plan, string name) => plan.Resources.Single(resource => resource.Name == name);

    private static async Task<string> TraefikAsync() =>
        Named(await PlanAsync(), "ingress-traefik").Inputs.At("spec", "valuesContent")!.Text;

    private static string Squeezed(string text) => text.Replace(" ", "", StringComparison.Ordinal);
}
