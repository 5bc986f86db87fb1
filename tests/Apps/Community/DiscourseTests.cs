using Infra.Model;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Apps;

/// <summary>The forum as production plans it.</summary>
public sealed class DiscourseTests
{
    [Theory]
    [InlineData("MIGRATE_ON_BOOT")]
    [InlineData("PRECOMPILE_ON_BOOT")]
    [Pitfall("discourse-migrations")]
    public async Task StartingPodNeitherMigratesNorCompiles(string name) =>
        Assert.Equal("0", (await PlannedApp.OfAsync("discourse")).Variable(name));

    [Fact]
    [Pitfall("discourse-migrations")]
    public async Task MigrationsRunBeforeThePodsAndTheRestOnceTheyAreTheOnlyVersion()
    {
        var app = await PlannedApp.OfAsync("discourse");
        var (before, after) = (Job(app.Plan, "discourse-migrate", "before"), Job(app.Plan, "discourse-settle", "after"));

        Assert.Contains(before.Urn, app.Workload.DependsOn);
        Assert.DoesNotContain(after.Urn, app.Workload.DependsOn);
    }

    [Fact]
    [Pitfall("discourse-http")]
    public async Task NginxIsTheServer() =>
        Assert.Equal(80, (await PlannedApp.OfAsync("discourse")).Container["ports"]!.Items[0]["containerPort"]!.Number);

    [Fact]
    [Pitfall("discourse-rate-limit")]
    public async Task LimitsCountTheAddressesOfVisitors()
    {
        var app = await PlannedApp.OfAsync("discourse");
        var file = app.File("real-ip.conf");

        Assert.NotNull(app.MountedAt("/etc/nginx/conf.d/outlets/server/real-ip.conf"));
        Assert.Contains("real_ip_header X-Forwarded-For;", file, StringComparison.Ordinal);
        var cluster = Community.Spec().Cluster;
        Assert.Contains($"set_real_ip_from {cluster.K3s.ClusterCidr};", file, StringComparison.Ordinal);
        Assert.Contains($"set_real_ip_from {cluster.Network.Cidr};", file, StringComparison.Ordinal);
    }

    [Fact]
    [Pitfall("discourse-database-socket")]
    public async Task DatabaseIsReachedByItsHost() =>
        Assert.Equal("", (await PlannedApp.OfAsync("discourse")).Variable("DISCOURSE_DB_SOCKET"));

    [Fact]
    [Pitfall("discourse-secret-key")]
    public void EveryPodHasOneSecretKeyOfTheFormThatDiscourseAccepts()
    {
        var secret = Community.Spec().Secrets.Single(known => known.Name == "discourseSecretKeyBase");

        Assert.Equal((128, true), (secret.Length, secret.Hexadecimal));
    }

    [Fact]
    [Pitfall("discourse-shared-tmp")]
    public async Task BackupInProgressIsInItsOwnPod()
    {
        var app = await PlannedApp.OfAsync("discourse");

        Assert.Equal("discourse-shared", app.MountedAt("/shared"));
        Assert.NotNull(app.VolumeAt("/shared/tmp")["emptyDir"]);
    }

    [Fact]
    [Pitfall("discourse-rights")]
    public async Task RootHasNamedCapabilitiesOfTheLevelBaseline()
    {
        var rights = (await PlannedApp.OfAsync("discourse")).Container["securityContext"]!;

        Assert.Equal("ALL", Assert.Single(rights.At("capabilities", "drop")!.Items).Text);
        Assert.Contains("SETUID", rights.At("capabilities", "add")!.Items.Select(item => item.Text));
        Assert.Equal(PodSecurityLevel.Baseline, Community.Spec().Namespaces.Single(space => space.Name == "prod").PodSecurity.Enforce);
    }

    [Fact]
    [Pitfall("discourse-slow-start")]
    public async Task StartMayTakeTenMinutes()
    {
        var probe = (await PlannedApp.OfAsync("discourse")).Container["startupProbe"]!;

        Assert.Equal((10, 60), (probe["periodSeconds"]!.Number, probe["failureThreshold"]!.Number));
    }

    [Theory]
    [InlineData("startupProbe")]
    [InlineData("readinessProbe")]
    [InlineData("livenessProbe")]
    [Pitfall("discourse-probe-host")]
    public async Task ProbesAreRequestsToTheForumOverHttps(string probe)
    {
        var headers = (await PlannedApp.OfAsync("discourse")).HeadersOf(probe);

        Assert.Equal(("forum.dirtbikechina.com", "https"), (headers["Host"], headers["X-Forwarded-Proto"]));
    }

    [Fact]
    [Pitfall("discourse-stop")]
    public async Task JobsOfSidekiqHaveTwoMinutesToEnd() =>
        Assert.Equal(120, (await PlannedApp.OfAsync("discourse")).Pod["terminationGracePeriodSeconds"]!.Number);

    [Fact]
    [Pitfall("discourse-redis")]
    public async Task AllPodsShareOneRedisThatEvictsNothing()
    {
        var prod = await PlannedApp.OfAsync("discourse");

        Assert.Equal("redis.infra.svc", prod.Variable("DISCOURSE_REDIS_HOST"));
        Assert.Contains("maxmemory-policy noeviction", prod.File("redis.conf"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DISCOURSE_REDIS_HOST")]
    [InlineData("DISCOURSE_DB_HOST")]
    [InlineData("DISCOURSE_DB_NAME")]
    [InlineData("DISCOURSE_HOSTNAME")]
    [Pitfall("discourse-two-forums")]
    public async Task StageIsTheSameForumAsProduction(string name) => Assert.Equal(
        (await PlannedApp.OfAsync("discourse")).Variable(name), (await PlannedApp.OfAsync("discourse", "stage")).Variable(name));

    [Fact]
    public async Task TestIsAForumOfItsOwn() =>
        Assert.Equal("redis.test.svc", (await PlannedApp.OfAsync("discourse", "test")).Variable("DISCOURSE_REDIS_HOST"));

    [Fact]
    [Pitfall("discourse-shm")]
    public async Task SharedMemoryIsLargerThanTheDefault()
    {
        var folder = (await PlannedApp.OfAsync("discourse")).VolumeAt("/dev/shm")["emptyDir"]!;

        Assert.Equal(("Memory", "512Mi"), (folder["medium"]!.Text, folder["sizeLimit"]!.Text));
    }

    [Fact]
    [Pitfall("discourse-pooler")]
    public void PreparedStatementsReachTheServerItself() =>
        Each.Of(Community.Spec().Apps.Single(app => app.Name == "discourse").Databases, use => Assert.False(use.Pooled));

    [Fact]
    [Pitfall("discourse-socket")]
    public async Task SocketIsInAFolderOfThePodAndASidecarConnectsToIt()
    {
        var spec = Community.Spec("dev");
        AppSpec[] apps =
        [
            .. spec.Apps.Select(app => app.Name == "discourse"
                ? app with
                {
                    Discourse = new() { Listen = DiscourseListen.Socket },
                    Ports = [new() { Name = "http", Port = 8080, ServicePort = 80 }],
                }
                : app),
        ];

        var plan = await Plans.OfAsync(spec with { Apps = apps });

        var deployment = plan.Resources.First(resource => resource.Type == "kubernetes:apps/v1:Deployment"
            && resource.Inputs.At("metadata", "name")!.Text.StartsWith("discourse", StringComparison.Ordinal));
        var pod = deployment.Inputs.At("spec", "template", "spec")!;
        var sidecar = Assert.Single(pod["initContainers"]!.Items);
        Assert.Equal("Always", sidecar["restartPolicy"]!.Text);
        Assert.Equal(
            ["socat", "TCP-LISTEN:8080,fork,reuseaddr", "UNIX-CONNECT:/sock/nginx.http.sock"],
            sidecar["command"]!.Items.Select(part => part.Text));
        Assert.Equal(pod["containers"]!.Items[0]["image"]!.Text, sidecar["image"]!.Text);
        var folder = Assert.Single(sidecar["volumeMounts"]!.Items);
        Assert.Contains(
            pod["containers"]!.Items[0]["volumeMounts"]!.Items,
            mount => mount["name"]!.Text == folder["name"]!.Text && mount["mountPath"]!.Text == "/sock");
        Assert.NotNull(pod["volumes"]!.Items.Single(volume => volume["name"]!.Text == folder["name"]!.Text)["emptyDir"]);
    }

    private static PlanResource Job(PlanGraph plan, string name, string time)
    {
        var job = plan.Resources.Single(resource => resource.Type == "kubernetes:batch/v1:Job"
            && resource.Name.StartsWith($"app-discourse-{name}-", StringComparison.Ordinal));
        Assert.Equal(
            ["/bin/bash", "/scripts/discourse-migrate.sh", time],
            job.Inputs.At("spec", "template", "spec")!["containers"]!.Items[0]["command"]!.Items.Select(part => part.Text));
        return job;
    }
}
