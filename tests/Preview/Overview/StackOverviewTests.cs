using Infra.Preview;
using Infra.Preview.Overview;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Preview.Overview;

public sealed class StackOverviewTests
{
    [Fact]
    public async Task ProductionShowsNodesPlatformHostsDatabasesAndBackups()
    {
        var overview = await OfAsync("prod");

        Assert.Equal(
            ["nodes", "platform, with versions of charts", "hosts", "apps", "databases", "backups"],
            overview.Sections.Select(section => section.Title));
        Assert.Contains("worker-1|server|cx33 in nbg1|10.0.1.12|node.role=database|disk 600G", Rows(overview, "nodes"));
        Assert.Contains("www.dirtbikechina.com|wordpress|prod 70 %, stage 30 %|Let's Encrypt|", Rows(overview, "hosts"));
        Assert.Contains("admin.dirtbikechina.com|phpmyadmin|prod 100 %|Let's Encrypt|only operators", Rows(overview, "hosts"));
        Assert.Contains("postgres|15-cjk|3 instances in infra|50Gi longhorn-retain|logto, discourse", Rows(overview, "databases"));
        Assert.Contains("etcd|0 */6 * * *|dirtbikechina-k8s-backups/etcd|28 of each server", Rows(overview, "backups"));
        Assert.Contains("volumes|0 4 * * *|dirtbikechina-k8s-backups/longhorn|30", Rows(overview, "backups"));
        Assert.Contains("namespaces prod, infra|0 2 * * *|dirtbikechina-k8s-backups/velero|30d", Rows(overview, "backups"));
        Assert.Contains("archive of mysql|0 1 * * *|dirtbikechina-k8s-backups/mysql|30d", Rows(overview, "backups"));
        Assert.Contains("dumps of postgres|0 3 * * *|b2:dirtbikechina-offsite/postgres/|30d", Rows(overview, "backups"));
        Assert.Contains("restore test of daily-backup|0 5 * * 0|namespace restore-test|", Rows(overview, "backups"));
        Assert.Equal(130, overview.DescribedCost?.PlannedTotal);
    }

    [Fact]
    public async Task AppsShowVersionsPodsAndTheSlotThatIsLive()
    {
        var rows = Rows(await OfAsync("prod"), "apps").ToArray();
        Assert.Contains("wordpress|deployment|wordpress:7.1.2|2 pods|blue live, green with 1 pod", rows);
        Assert.Contains("wordpress-cron|cron job|wordpress:7.1.2||*/5 * * * *", rows);
        Assert.Contains("wanderer-pocketbase|stateful set|wanderer-db:v0.19.1|1 pod|blue live, green without pods", rows);
        Assert.Contains("wanderer-uploads|deployment|wanderer-web:v0.19.1|1 pod|", rows);
        Assert.Contains("api|deployment|api:1.0.0|3 to 6 pods|", Rows(await OfAsync("product"), "apps"));
        Assert.Contains("harbor|chart|harbor 1.19.1||", Rows(await OfAsync("homelab"), "apps"));
        Assert.Contains("plex|Docker Compose|plex:1.43.3.10828-00f62d37d-ls315|drowzee|", Rows(await OfAsync("homelab"), "apps"));
    }

    [Fact]
    public async Task AppShowsTheImageOfTheSlotThatIsNotLive()
    {
        using var copy = new FrozenCopy();
        copy.Edit(
            "stacks/community/system.yaml",
            "blueGreen: {mode: full, live: blue, idleReplicas: 1, smokeTest: {path: /api/status, status: 204}}",
            "blueGreen: {mode: full, live: green, blueImage: 'svhd/logto:1.41.0', idleReplicas: 0, "
                + "smokeTest: {path: /api/status, status: 204}}");
        var outcome = await StackPreview.RunAsync(copy.Root, "prod");
        Assert.Contains(
            "logto|deployment|logto:1.42.0|2 pods|green live, blue 1.41.0 with no pods",
            Rows(StackOverview.Of(outcome.System!, outcome.Graph!), "apps"));
    }

    [Fact]
    public async Task AppOfACanaryHasNoSlots()
    {
        var system = CanarySystem.With(CanarySystem.Canary);
        Assert.Contains(
            "wordpress|deployment|wordpress:7.1.2|2 to 4 pods|released by a canary",
            Rows(StackOverview.Of(system, await Plans.OfAsync(system)), "apps"));
    }

    [Fact]
    public async Task ResourcesComponentsAndTheStackAreAllOfThePlan()
    {
        var stack = await Plans.StackAsync(FrozenSystems.Root, "prod");
        var overview = StackOverview.Of(stack.Spec, stack.Plan);
        Assert.Equal(stack.Plan.Resources.Count, overview.Resources + overview.Components + 1);
    }

    [Fact]
    public async Task PlatformHasTheVersionsOfAllChartsInThePlan()
    {
        var stack = await Plans.StackAsync(FrozenSystems.Root, "prod");
        var words = Rows(StackOverview.Of(stack.Spec, stack.Plan), "platform, with versions of charts");
        Assert.Contains($"k3s {stack.Spec.Cluster.K3s.Version}", words);
        Each.Of(
            stack.OfType("kubernetes:helm.sh/v3:Release"),
            release => Assert.Contains(
                $"{release.Inputs.TextOf("chart")!.Split('/')[^1]} {release.Inputs.TextOf("version")}", words));
        Assert.Contains("snapshots", words);
        Assert.DoesNotContain("grafana", words);
    }

    [Fact]
    public async Task CountsAreThoseOfThePlan()
    {
        var stack = await Plans.StackAsync(FrozenSystems.Root, "prod");
        var overview = StackOverview.Of(stack.Spec, stack.Plan);
        var planned = stack.Plan.Resources.Where(resource => !resource.IsComponent && !resource.IsStack).ToArray();
        Assert.Equal((planned.Length, planned.Count(resource => resource.Protect)), (overview.Resources, overview.Protected));
    }

    [Fact]
    public async Task GuestNamesTheOwnerOfItsNodes()
    {
        var overview = await OfAsync("stage");
        Assert.Equal(["master-1", "worker-1", "worker-2"], Rows(overview, "nodes: the 3 of the stack prod"));
        Assert.Contains("www.stage.dirtbikechina.com|wordpress|this stack|Let's Encrypt|", Rows(overview, "hosts"));
        Assert.Null(overview.DescribedCost);
    }

    [Fact]
    public async Task ExistingHostsHaveNoTypeAndNoCost()
    {
        var overview = await OfAsync("homelab");
        Assert.Equal(["nappy|server|existing host|192.0.2.14||"], Rows(overview, "nodes"));
        Assert.Equal(["etcd|0 */6 * * *|on the servers alone|28 of each server"], Rows(overview, "backups"));
    }

    [Theory]
    [InlineData("prod", "3-data", "step 9 of 14; gate before all else: gate-2; 8 data moves")]
    [InlineData("homelab", "2-loki-on", "step 2 of 4; gate before all else: 1-logs; 1 data move")]
    [InlineData("dev", "1-apps", "step 4 of 14")]
    [InlineData("dev", "", null)]
    public async Task PlaceInTheMigrationIsOneLine(string stack, string step, string? line)
    {
        var outcome = await StackPreview.RunAsync(FrozenSystems.Root, stack, step);

        Assert.Equal(line, StackOverview.Of(outcome.System!, outcome.Graph!).Migration);
    }

    [Fact]
    public async Task DockerHostsShowTheirProjectsAndMemory() => Assert.Equal(
        [
            "drowzee|192.0.2.11|managed|up to 4.56Gi of 8Gi|plex, monitoring-agents",
            "sleepy|192.0.2.12|managed|up to 4.56Gi of 8Gi|arr (sonarr radarr prowlarr qbittorrent sabnzbd), monitoring-agents",
            "nappy-docker|192.0.2.14|managed|up to 13.94Gi of 16Gi with the node|"
                + "monitoring (prometheus), service as it is, monitoring-agents",
        ],
        Rows(await OfAsync("homelab"), "Docker hosts"));

    [Fact]
    public async Task HostThatIsOnlyReferredToShowsWhatOthersBringUp()
    {
        var outcome = await StackPreview.RunAsync(FrozenSystems.Root, "prod", "1-dev");
        var row = Assert.Single(Rows(StackOverview.Of(outcome.System!, outcome.Graph!), "Docker hosts"));
        Assert.Matches(@"^docker-1\|[^|]+\|only referred to\|up to [0-9.]+Gi\|.*infra \(postgres mysql\)", row);
    }

    [Fact]
    public async Task HostAnsweredByDockerIsNotServedThroughTheCluster()
    {
        var outcome = await StackPreview.RunAsync(FrozenSystems.Root, "prod", "1-dev");
        var overview = StackOverview.Of(outcome.System!, outcome.Graph!);
        Assert.Contains("www.dirtbikechina.com|wordpress|docker-1 100 %|not through the cluster|", Rows(overview, "hosts"));
        Assert.Contains("mysql|8.4.8-8.1|Docker Compose||", Rows(overview, "databases"));
    }

    private static async Task<StackOverview> OfAsync(string name)
    {
        var stack = await Plans.StackAsync(FrozenSystems.Root, name);
        return StackOverview.Of(stack.Spec, stack.Plan);
    }

    private static IEnumerable<string> Rows(StackOverview overview, string section) =>
        overview.Sections.Single(each => each.Title == section).Rows.Select(row => string.Join('|', row));
}
