using Infra.Databases;
using Infra.Model;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Databases;

/// <summary>MySQL servers as they are planned.</summary>
public sealed class MySqlTests
{
    private const string Last = "3-prod";

    [Fact]
    public async Task ServerOutsideTheClusterHasNoResources() =>
        Each.Lacks((await DatabaseSystems.PlanAsync("prod", "1-dev")).Resources,
            resource => resource.Type.StartsWith("infra:databases:", StringComparison.Ordinal));

    [Theory]
    [InlineData("stage")]
    [InlineData("test")]
    public async Task GuestCreatesNeitherServerNorOperator(string stack)
    {
        var plan = await DatabaseSystems.PlanAsync(stack, Last);

        Each.Lacks(plan.Resources,
            resource => resource.Type is MySql.Token or MySqlOperator.Token or Postgres.Token or CloudNativePg.Token);
        Assert.Contains(plan.Resources, resource => resource.Type == ClientSecrets.Token);
    }

    [Fact]
    [Pitfall("mysql-shared-node")]
    [Pitfall("mysql-anti-affinity")]
    public async Task ThreeMembersAndTwoProxiesAreOnDifferentNodes()
    {
        var spec = Spec(await DatabaseSystems.PlanAsync("prod", Last));

        Assert.Equal((3.0, 2.0), (spec["pxc"]!["size"]!.Number, spec["haproxy"]!["size"]!.Number));
        Each.Of(new[] { "pxc", "haproxy" }, part =>
        {
            Assert.Equal("kubernetes.io/hostname", spec[part]!["affinity"]!["antiAffinityTopologyKey"]!.Text);
            Assert.Equal(1, spec[part]!["podDisruptionBudget"]!["maxUnavailable"]!.Number);
        });
        Assert.Equal("node-role.kubernetes.io/control-plane", Assert.Single(spec["pxc"]!["tolerations"]!.Items)["key"]!.Text);
        Assert.Null(spec["haproxy"]!["tolerations"]);
        Assert.Null(spec["unsafeFlags"]);
    }

    [Fact]
    [Pitfall("mysql-anti-affinity")]
    public async Task OptionalSpreadIsPreferredOnTheLabelledNodes()
    {
        var system = DatabaseSystems.In("prod", Last);
        var loose = system with
        {
            Databases = system.Databases with
            {
                Mysql = [.. system.Databases.Mysql.Select(server => server with
                {
                    SpreadRequired = false,
                    OnControlPlane = false,
                    NodeLabels = new Dictionary<string, string> { ["node.role"] = "database" },
                })],
            },
        };
        var members = Spec(await DatabaseSystems.PlanAsync(loose))["pxc"]!;

        Assert.Single(members["affinity"]!["advanced"]!["podAntiAffinity"]!["preferredDuringSchedulingIgnoredDuringExecution"]!.Items);
        Assert.Equal("database", members["nodeSelector"]!["node.role"]!.Text);
        Assert.Null(members["tolerations"]);
    }

    [Fact]
    [Pitfall("mysql-quorum")]
    public async Task SingleMemberHasTheOperatorsUnsafeFlags()
    {
        var spec = Spec(await DatabaseSystems.PlanAsync("dev", Last));

        Assert.Equal((1.0, 1.0), (spec["pxc"]!["size"]!.Number, spec["haproxy"]!["size"]!.Number));
        Assert.Equal((true, true), (spec["unsafeFlags"]!["pxcSize"]!.IsTrue, spec["unsafeFlags"]!["proxySize"]!.IsTrue));
    }

    [Fact]
    [Pitfall("mysql-finalizer-volumes")]
    public async Task DescribedVolumeOutlivesTheServer()
    {
        var cluster = Cluster(await DatabaseSystems.PlanAsync("prod", Last));

        var claim = cluster.Inputs["spec"]!["pxc"]!["volumeSpec"]!["persistentVolumeClaim"]!;
        Assert.Equal(("longhorn-retain", "30Gi"), (claim["storageClassName"]!.Text, claim["resources"]!["requests"]!["storage"]!.Text));
        Each.Lacks(cluster.Inputs["metadata"]!["finalizers"]!.Items, finalizer => finalizer.Text.Contains("pvc", StringComparison.Ordinal));
    }

    [Fact]
    [Pitfall("mysql-deletion-order")]
    public async Task MembersAreStoppedInOrder()
    {
        var metadata = Cluster(await DatabaseSystems.PlanAsync("prod", Last)).Inputs["metadata"]!;

        Assert.Equal("percona.com/delete-pxc-pods-in-order", Assert.Single(metadata["finalizers"]!.Items).Text);
        Assert.Equal("background", metadata["annotations"]!.TextOf("pulumi.com/deletionPropagationPolicy"));
    }

    [Fact]
    [Pitfall("mysql-full-crash")]
    public async Task MostAdvancedMemberStartsTheOthersAfterACrash() =>
        Assert.True(Spec(await DatabaseSystems.PlanAsync("prod", Last))["pxc"]!["autoRecovery"]!.IsTrue);

    [Fact]
    [Pitfall("mysql-restore-archive-off")]
    public async Task NextRunRevertsTheChangesOfARestore() =>
        Assert.Equal(
            "true",
            Cluster(await DatabaseSystems.PlanAsync("prod", Last)).Inputs["metadata"]!["annotations"]!["pulumi.com/patchForce"]!.Text);

    [Fact]
    [Pitfall("mysql-versions")]
    public async Task ObjectsAndOperatorHaveOneVersion()
    {
        var plan = await DatabaseSystems.PlanAsync("prod", Last);

        var release = plan.Resources.Single(resource => resource.Name == "mysql-operator-release");
        Assert.Equal(release.Inputs["version"]!.Text, Spec(plan)["crVersion"]!.Text);
        Assert.Equal("infra", release.Inputs["values"]!["watchNamespace"]!.Text);
    }

    [Theory]
    [InlineData("mysql-operator-release")]
    [InlineData("certificates-production")]
    [InlineData("storage-longhorn-retain")]
    [InlineData("mysql-mysql-accounts")]
    [InlineData("mysql-mysql-backup-credentials")]
    [InlineData("tenancy-infra")]
    [Pitfall("order-database-chain")]
    [Pitfall("order-operator-last")]
    public async Task ServerDependsOn(string name)
    {
        var plan = await DatabaseSystems.PlanAsync("prod", Last);

        Assert.Contains(plan.Resources.Single(resource => resource.Name == name).Urn, Cluster(plan).DependsOn);
    }

    [Fact]
    [Pitfall("mysql-binlog-retention")]
    public async Task BackupsAreKeptAsDescribedAndBinaryLogsGoToAnotherFolder()
    {
        var backup = Spec(await DatabaseSystems.PlanAsync("prod", Last))["backup"]!;

        var schedule = Assert.Single(backup["schedule"]!.Items);
        Assert.Equal(("0 1 * * *", 30.0), (schedule["schedule"]!.Text, schedule["retention"]!["count"]!.Number));
        Assert.False(schedule["retention"]!["deleteFromStorage"]!.IsTrue);
        Assert.True(backup["pitr"]!["enabled"]!.IsTrue);
        Assert.NotEqual(schedule["storageName"]!.Text, backup["pitr"]!["storageName"]!.Text);
        Each.Of(backup["storages"]!.Keys,
            name => Assert.EndsWith($"/{name}", backup["storages"]![name]!["s3"]!["bucket"]!.Text, StringComparison.Ordinal));
    }

    [Fact]
    [Pitfall("mysql-binlog-folder")]
    public async Task TwoEnvironmentsArchiveToTwoFolders()
    {
        var folders = new List<string>();
        foreach (var stack in new[] { "dev", "prod" })
        {
            var storages = Spec(await DatabaseSystems.PlanAsync(stack, Last))["backup"]!["storages"]!;
            folders.AddRange(storages.Keys.Select(name => storages[name]!["s3"]!["bucket"]!.Text));
        }

        Assert.Equal(folders.Count, folders.Distinct().Count());
        const string Form = "^dirtbikechina-k8s-backups/(dev/mysql/community-dev|mysql/community)/mysql-[^/]+/(backups|binlogs)$";
        Each.Of(folders, folder => Assert.Matches(Form, folder));
    }

    [Theory]
    [InlineData("30d", "0 1 * * *", 30)]
    [InlineData("7d", "0 */6 * * *", 28)]
    [InlineData("36h", "0 1 * * *", 2)]
    public void NumberOfBackupsFollowsTheSchedule(string keepFor, string schedule, int count) =>
        Assert.Equal(count, MySql.Kept(new ArchiveSpec
        {
            Location = new S3LocationSpec { Region = "r", Bucket = "b", AccessKey = "a", SecretKey = "s" },
            BaseBackup = CronSchedule.Parse(schedule),
            KeepFor = Duration.Parse(keepFor),
        }));

    [Theory]
    [InlineData("1Gi", "innodb_buffer_pool_size=536870912")]
    [InlineData("1Gi", "max_connections=128")]
    [InlineData("768Mi", "innodb_buffer_pool_size=402653184")]
    [InlineData("4Gi", "innodb_buffer_pool_size=2147483648")]
    [InlineData("200Mi", "innodb_buffer_pool_size=134217728")]
    [Pitfall("mysql-memory-settings")]
    public void ConfigurationFollowsTheMemory(string memory, string line) =>
        Assert.Contains(line, MySqlConfiguration.For(Quantity.Parse(memory)).Split('\n'));

    [Theory]
    [InlineData("1-dev", "dev")]
    [InlineData(Last, "prod")]
    public void OwnerNeedsTheKeysOfTheArchive(string phase, string stack) =>
        Assert.Contains(RequiredSecrets.Of(DatabaseSystems.In(stack, phase)), secret => secret.Key == "infra:mysqlS3AccessKey");

    [Fact]
    [Pitfall("mysql-pod-rights")]
    public async Task PodsRunWithoutPrivileges()
    {
        var spec = Spec(await DatabaseSystems.PlanAsync("prod", Last));

        Each.Of(
            new[]
            {
                spec["pxc"]!,
                spec["haproxy"]!,
                spec["initContainer"]!,
                spec["backup"]!["storages"]!["backups"]!,
                spec["backup"]!["storages"]!["binlogs"]!,
            },
            part =>
            {
                var rights = part["containerSecurityContext"]!;
                Assert.True(rights["runAsNonRoot"]!.IsTrue);
                Assert.False(rights["allowPrivilegeEscalation"]!.IsTrue);
                Assert.Equal("ALL", rights["capabilities"]!["drop"]!.Items[0].Text);
            });
    }

    private static PlanResource Cluster(PlanGraph plan) => plan.Resources.Single(resource => resource.Name == "mysql-mysql-cluster");

    private static PlanValue Spec(PlanGraph plan) => Cluster(plan).Inputs["spec"]!;
}
