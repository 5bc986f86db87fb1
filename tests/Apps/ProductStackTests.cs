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
    [Pitfall("product-redis-on-a-node")]
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
    public async Task ApiHasThreeReplicasThatTheAutoscalerMayDouble()
    {
        var spec = Named(await PlanAsync(), "app-api-autoscaler").Inputs["spec"]!;

        Assert.Equal((3, 6), (spec["minReplicas"]!.Number, spec["maxReplicas"]!.Number));
        Assert.Equal(3, (await SpecAsync("api"))["replicas"]!.Number);
    }

    [Fact]
    public async Task ApiLosesNoReplicaInARolloutAndOneInADrain()
    {
        var rolling = (await SpecAsync("api")).At("strategy", "rollingUpdate")!;

        Assert.Equal((0, 1), (rolling["maxUnavailable"]!.Number, rolling["maxSurge"]!.Number));
        Assert.Equal(2, await BudgetAsync("api"));
    }

    [Fact]
    [Pitfall("product-migrations-on-boot")]
    public async Task ApiMayStartFor240SecondsBecauseItsReplicasMigrateOneAfterAnother()
    {
        var probe = (await ContainerAsync("api"))["startupProbe"]!;

        Assert.Equal((48, 5), (probe["failureThreshold"]!.Number, probe["periodSeconds"]!.Number));
        Assert.True((await SpecAsync("api"))["progressDeadlineSeconds"]!.Number > 3 * 48 * 5, "three replicas may migrate in turn");
    }

    [Fact]
    [Pitfall("product-lost-requests")]
    public async Task ApiFinishesRequestsBeforeItStops()
    {
        Assert.Equal(5, (await ContainerAsync("api")).At("lifecycle", "preStop", "sleep", "seconds")!.Number);
        Assert.Equal(30, (await PodAsync("api"))["terminationGracePeriodSeconds"]!.Number);
    }

    [Fact]
    [Pitfall("product-admin-path")]
    public async Task AdminIsProbedAtTheRootWith24Failures()
    {
        var container = await ContainerAsync("admin");

        Assert.Equal(24, container.At("startupProbe", "failureThreshold")!.Number);
        Each.Of(
            ["startupProbe", "readinessProbe", "livenessProbe"],
            probe => Assert.Equal("/", container.At(probe, "httpGet", "path")!.Text));
    }

    [Fact]
    [Pitfall("product-two-schedulers")]
    public async Task WorkerRunsOnceAndStopsBeforeItsSuccessorStarts()
    {
        var spec = await SpecAsync("worker");

        Assert.Equal((1, "Recreate"), (spec["replicas"]!.Number, spec.At("strategy", "type")!.Text));
        Each.Lacks((await PlanAsync()).Resources, resource => resource.Name == "app-worker-autoscaler");
    }

    [Fact]
    [Pitfall("product-worker-drain")]
    public async Task WorkerBlocksNoDrainAndGetsRoomBeforeTheOthers()
    {
        Assert.Equal(0, await BudgetAsync("worker"));
        Assert.Equal("infra-high", (await PodAsync("worker"))["priorityClassName"]!.Text);
    }

    [Fact]
    [Pitfall("product-shutdown-timeout")]
    public async Task WorkerHasTimeToPutItsTasksBackIntoTheQueue()
    {
        var shutdown = Duration.Parse(App("worker").Env.Single(variable => variable.Name == "SHUTDOWN_TIMEOUT").Value!);
        var command = (await ContainerAsync("worker")).At("lifecycle", "preStop", "exec", "command")!;
        var grace = (await PodAsync("worker"))["terminationGracePeriodSeconds"]!.Number;

        Assert.Equal("kill -TSTP 1 && sleep 5", command.Items[^1].Text);
        Assert.True(grace >= shutdown.Seconds + 5 + 5, $"{grace}");
    }

    [Theory]
    [InlineData("api")]
    [InlineData("admin")]
    [InlineData("worker")]
    [Pitfall("product-architecture")]
    public async Task ImagesArePulledWithTheSecretOfTheRegistry(string name)
    {
        var account = Named(await PlanAsync(), $"app-{name}-account");

        Assert.Equal(
            ["registry-registry-honeydue-example"], account.Inputs["imagePullSecrets"]!.Items.Select(secret => secret.TextOf("name")));
        Assert.Equal(name, (await PodAsync(name))["serviceAccountName"]!.Text);
    }

    [Theory]
    [InlineData("api")]
    [InlineData("worker")]
    public async Task ExternalPostgresIsReachedByADeclaredSecret(string name)
    {
        Assert.Equal("databaseUrl", App(name).Env.Single(variable => variable.Name == "DATABASE_URL").Secret);
        var variable = (await ContainerAsync(name))["env"]!.Items.Single(variable => variable.TextOf("name") == "DATABASE_URL");
        Assert.Equal($"{name}-env", variable.At("valueFrom", "secretKeyRef", "name")!.Text);
        var policy = Named(await PlanAsync(), $"network-policies-honeydue-{name}-to-internet");
        Assert.Contains(
            policy.Inputs.At("spec", "egress")!.Items[0]["ports"]!.Items, port => port["port"]!.Number == 5432);
    }

    private static async Task<PlanValue> SpecAsync(string app) =>
        Named(await PlanAsync(), $"app-{app}-deployment").Inputs["spec"]!;

    private static async Task<PlanValue> PodAsync(string app) => (await SpecAsync(app)).At("template", "spec")!;

    private static async Task<PlanValue> ContainerAsync(string app) => (await PodAsync(app))["containers"]!.Items[0];

    private static async Task<double> BudgetAsync(string app) =>
        Named(await PlanAsync(), $"app-{app}-budget").Inputs.At("spec", "minAvailable")!.Number;

    private static Task<PlanGraph> PlanAsync() => Plans.OfAsync("product");

    private static SystemSpec System() => Described.StackOf("product");

    private static AppSpec App(string name) => System().Apps.Single(app => app.Name == name);

    private static PlanResource Named(PlanGraph plan, string name) => plan.Resources.Single(resource => resource.Name == name);

    private static async Task<string> TraefikAsync() =>
        Named(await PlanAsync(), "ingress-traefik").Inputs.At("spec", "valuesContent")!.Text;

    private static string Squeezed(string text) => text.Replace(" ", "", StringComparison.Ordinal);
}
