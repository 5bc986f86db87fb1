using Infra.Model;
using Infra.Model.Loading;
using Infra.Tests.Support;

namespace Infra.Tests.Model;

/// <summary>Figures of the community platform evaluation (001) and of the orchestrator choice (003) in the community system.</summary>
public sealed class CommunitySystemTests
{
    public static TheoryData<string, string> EveryPhase()
    {
        var data = new TheoryData<string, string>();
        foreach (var environment in new[] { "dev", "test", "stage", "prod" })
        {
            foreach (var phase in PhaseOrder.Names(Community.Spec().Migration).Prepend(""))
            {
                data.Add(environment, phase);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EveryPhase))]
    public void LoadsWithoutProblems(string environment, string phase)
    {
        var result = Community.Load(environment, phase);
        Assert.True(result.Succeeded, string.Join('\n', result.Problems));
    }

    [Fact]
    public void HasThreeServersOfTypeCx33()
    {
        var nodes = Community.Spec().Cluster.Nodes;
        Assert.Equal(["master-1", "worker-1", "worker-2"], nodes.Select(node => node.Name));
        Each.Of(nodes, node => Assert.Equal(("cx33", NodeRole.Server), (node.ServerType, node.Role)));
    }

    [Fact]
    public void WorkersAreForDatabasesAndTheMasterIsTainted()
    {
        var nodes = Community.Spec().Cluster.Nodes;
        Assert.Equal(
            ["worker-1", "worker-2"],
            nodes.Where(node => node.Labels.GetValueOrDefault("node.role") == "database").Select(node => node.Name));
        Assert.Equal("node-role.kubernetes.io/control-plane", Assert.Single(nodes[0].Taints).Name);
    }

    [Fact]
    public void RunsTheK3sOfSource003()
    {
        var k3s = Community.Spec().Cluster.K3s;
        Assert.Equal(("v1.34.6+k3s1", FlannelBackend.Vxlan, "servicelb"), (k3s.Version, k3s.FlannelBackend, Assert.Single(k3s.Disable)));
    }

    [Theory]
    [InlineData("prod", "16", "32Gi")]
    [InlineData("stage", "8", "16Gi")]
    [InlineData("dev", "4", "8Gi")]
    [InlineData("test", "4", "8Gi")]
    [InlineData("infra", null, null)]
    [InlineData("ingress-system", null, null)]
    public void HasSixNamespacesWithTheirQuotas(string name, string? cpu, string? memory)
    {
        var quota = Assert.Single(Community.Spec().Namespaces, space => space.Name == name).Quota;
        Assert.Equal((cpu, memory), (quota?.Cpu.ToString(), quota?.Memory.ToString()));
    }

    [Theory]
    [InlineData("prod", "prod", "infra", "ingress-system")]
    [InlineData("dev", "dev", "infra", "ingress-system")]
    [InlineData("stage", "stage")]
    [InlineData("test", "test")]
    public void EachEnvironmentCreatesItsNamespaces(string environment, params string[] namespaces) =>
        Assert.Equal(namespaces, Community.Spec(environment).OwnNamespaces().Select(space => space.Name));

    [Theory]
    [InlineData("longhorn-retain", ReclaimPolicy.Retain, 2)]
    [InlineData("longhorn-fast", ReclaimPolicy.Delete, 2)]
    [InlineData("longhorn-backup", ReclaimPolicy.Retain, 1)]
    public void HasTheStorageClassesOfTheSource(string name, ReclaimPolicy policy, int replicas)
    {
        var found = Assert.Single(Community.Spec().Storage.Classes, entry => entry.Name == name);
        Assert.Equal((policy, replicas, true), (found.ReclaimPolicy, found.Replicas, found.Expandable));
    }

    [Theory]
    [InlineData("postgres-data", "50Gi", "longhorn-retain", AccessMode.ReadWriteOnce)]
    [InlineData("mysql-data", "30Gi", "longhorn-retain", AccessMode.ReadWriteOnce)]
    [InlineData("wordpress-files", "20Gi", "longhorn-fast", AccessMode.ReadWriteMany)]
    [InlineData("discourse-shared", "30Gi", "longhorn-retain", AccessMode.ReadWriteMany)]
    [InlineData("meilisearch-data", "10Gi", "longhorn-fast", AccessMode.ReadWriteOnce)]
    [InlineData("pocketbase-data", "10Gi", "longhorn-fast", AccessMode.ReadWriteOnce)]
    [InlineData("svelte-uploads", "20Gi", "longhorn-fast", AccessMode.ReadWriteMany)]
    [InlineData("redis-data", "2Gi", "local-path", AccessMode.ReadWriteOnce)]
    public void HasTheSevenVolumesOfTheSourceAndThatOfRedis(string name, string size, string storageClass, AccessMode mode)
    {
        Assert.Equal(8, Community.Spec().Storage.Volumes.Count);
        var volume = Assert.Single(Community.Spec().Storage.Volumes, entry => entry.Name == name);
        Assert.Equal((size, storageClass, mode), (volume.Size.ToString(), volume.Class, volume.AccessMode));
    }

    [Theory]
    [InlineData("wordpress", WorkloadKind.Deployment, 2, BlueGreenMode.Full)]
    [InlineData("discourse", WorkloadKind.Deployment, 2, BlueGreenMode.Full)]
    [InlineData("wordpress-cron", WorkloadKind.CronJob, 1, BlueGreenMode.None)]
    [InlineData("wanderer-web", WorkloadKind.Deployment, 3, BlueGreenMode.Full)]
    [InlineData("wanderer-uploads", WorkloadKind.Deployment, 1, BlueGreenMode.None)]
    [InlineData("wanderer-pocketbase", WorkloadKind.StatefulSet, 1, BlueGreenMode.Partial)]
    [InlineData("wanderer-meilisearch", WorkloadKind.StatefulSet, 1, BlueGreenMode.Partial)]
    [InlineData("logto", WorkloadKind.Deployment, 2, BlueGreenMode.Full)]
    [InlineData("phpmyadmin", WorkloadKind.Deployment, 1, BlueGreenMode.None)]
    public void HasTheSevenAppsOfTheSourceAndTwoHelpers(string name, WorkloadKind kind, int replicas, BlueGreenMode blueGreen)
    {
        Assert.Equal(9, Community.Spec().Apps.Count);
        var app = Assert.Single(Community.Spec().Apps, entry => entry.Name == name);
        Assert.Equal((kind, replicas, blueGreen), (app.Kind, app.Replicas, app.BlueGreen.Mode));
    }

    [Fact]
    public void DatabaseServersAreHighlyAvailable()
    {
        var databases = Community.Spec().Databases;
        var postgres = Assert.Single(databases.Postgres);
        Assert.Equal((3, "dirtbikechina/postgres:15-cjk", "30s"), (postgres.Instances, postgres.Image, postgres.Failover.ToString()));
        Assert.Equal(["logto", "discourse"], postgres.Databases.Select(database => database.Name));
        Assert.Equal(3, Assert.Single(databases.Mysql).Instances);
    }

    [Fact]
    public void AppsHaveTheirInitJobs()
    {
        var jobs = Community.Spec().Apps.SelectMany(app => app.InitJobs.Select(job => (app.Name, Job: job.Name, job.ExpectLog))).ToList();
        Assert.Equal(
            [
                ("discourse", "discourse-init", "All CJK parser smoke tests passed successfully!"),
                ("discourse", "discourse-migrate", null), ("discourse", "discourse-settle", null),
                ("logto", "logto-init", null), ("logto", "logto-alteration", null),
            ],
            jobs);
    }

    [Theory]
    [InlineData("www.dirtbikechina.com", "wordpress", 70, 30)]
    [InlineData("forum.dirtbikechina.com", "discourse", 70, 30)]
    [InlineData("trails.dirtbikechina.com", "wanderer-web", 100, 0)]
    [InlineData("auth.dirtbikechina.com", "logto", 100, 0)]
    [InlineData("admin.dirtbikechina.com", "phpmyadmin", 100, 0)]
    public void HostsAreSplitBetweenProductionAndStage(string host, string app, int prod, int stage)
    {
        var found = Assert.Single(
            Community.Spec().Ingress.Hosts, entry => entry.FullName("dirtbikechina.com") == host && entry.Path == "/");
        Assert.Equal((app, prod, stage), (found.App, Weight(found, "prod"), Weight(found, "stage")));
    }

    [Theory]
    [InlineData("2-deploy", 100, 0, 0)]
    [InlineData("2-stage-10", 90, 0, 10)]
    [InlineData("2-stage-30", 70, 0, 30)]
    [InlineData("3-prod-10", 90, 10, 0)]
    [InlineData("3-prod-50", 50, 50, 0)]
    [InlineData("3-prod-100", 0, 100, 0)]
    [InlineData("3-ab", 0, 70, 30)]
    public void TrafficMovesStepByStep(string phase, int docker, int prod, int stage)
    {
        var www = Community.Spec("prod", phase).Ingress.Hosts[0];
        Assert.Equal((docker, prod, stage), (Weight(www, "docker"), Weight(www, "prod"), Weight(www, "stage")));
    }

    [Fact]
    public void BackupsRunAtTheDescribedTimes()
    {
        var spec = Community.Spec();
        var velero = spec.Backup.Velero!;
        Assert.Equal(
            ("0 2 * * *", "dirtbikechina-k8s-backups", "us-east-1"),
            (velero.Schedules[0].Schedule.ToString(), velero.Locations[0].S3.Bucket, velero.Locations[0].S3.Region));
        Assert.Equal(["prod", "infra"], velero.Schedules[0].Namespaces);
        Each.Of(spec.Databases.Dumps, dump => Assert.Equal("0 3 * * *", dump.Schedule.ToString()));
        Each.Of(spec.Databases.Dumps, dump => Assert.StartsWith("b2:dirtbikechina-offsite/", dump.Destination, StringComparison.Ordinal));
        Assert.Equal(
            [("0 */6 * * *", "7d"), ("0 4 * * *", "30d")],
            spec.Storage.RecurringJobs.Select(job => (job.Schedule.ToString(), job.KeepFor.ToString())));
    }

    [Theory]
    [InlineData("www-admin", "www", "wordpress", "/wp-admin")]
    [InlineData("www-media", "www", "wordpress", "/wp-json/wp/v2/media")]
    [InlineData("www-uploads", "www", "wordpress", "/wp-content/uploads")]
    [InlineData("forum-uploads", "forum", "discourse", "/uploads")]
    public void PathsWithFilesAreServedByTheClusterAloneWhileTwoSidesServe(string name, string label, string app, string path)
    {
        var found = Assert.Single(Community.Spec("prod", "3-prod-10").Ingress.Hosts, entry => entry.Name == name);
        Assert.Equal((label, app, path, 100), (found.Label, found.App, found.Path, Weight(found, "prod")));
        Assert.Single(found.Backends);
    }

    [Fact]
    public void HasTheGatesOfTheSourceAndOnesOfDataAndTraffic()
    {
        var gates = Community.Spec().Migration.Phases.SelectMany(phase => phase.Gates).ToList();
        Assert.Equal(["gate-1", "gate-2", "gate-data", "gate-10", "gate-50", "gate-3"], gates.Select(gate => gate.Name));
        Assert.Contains(gates[0].Criteria, criterion => criterion is { Check: GateCheck.Failover, Max: 30 });
        Assert.Contains(
            gates[1].Criteria, criterion => criterion is { Check: GateCheck.ErrorRate } && criterion.For == Duration.Parse("7d"));
    }

    [Fact]
    public void OnlyTheLastStepIsFinalAndItRequiresTheLastGate()
    {
        var final = Assert.Single(Community.Spec().Migration.Phases.SelectMany(phase => phase.Steps), step => step.Final);
        Assert.Equal(("3-decommission", "gate-3"), (final.Name, Assert.Single(final.Requires)));
    }

    [Fact]
    public void HasTheCostsOfTheSource()
    {
        var cost = Community.Spec().Cost;
        Assert.Equal((45m, 130m, 70m, 90m), (cost.CurrentTotal, cost.PlannedTotal, cost.OptimizedFrom, cost.OptimizedTo));
        Assert.Equal(3 * 40m, cost.Items[0].Count * cost.Items[0].Planned);
    }

    [Theory]
    [InlineData("prod", true)]
    [InlineData("stage", false)]
    [InlineData("test", false)]
    [InlineData("dev", false)]
    public void OnlyProductionIsProtected(string environment, bool isProtected) =>
        Assert.Equal(isProtected, Community.Spec(environment).Environment.Protect);

    private static int Weight(HostSpec host, string backend) => host.Backends.FirstOrDefault(entry => entry.Name == backend)?.Weight ?? 0;
}
