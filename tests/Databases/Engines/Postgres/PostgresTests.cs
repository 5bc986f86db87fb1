using Infra.Databases;
using Infra.Model;
using Infra.Naming;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Databases;

public sealed class PostgresTests
{
    [Fact]
    [Pitfall("postgres-durability-required")]
    [Pitfall("postgres-sync-replicas-deprecated")]
    public async Task ServerHasTheDescribedSettings()
    {
        var spec = Spec(await Plans.OfAsync("prod"), "postgres-postgres-cluster");

        Assert.Equal(3, spec["instances"]!.Number);
        Assert.Equal("dirtbikechina/postgres:15-cjk", spec.TextOf("imageName"));
        Assert.Equal(("50Gi", "longhorn-retain"), (spec["storage"]!.TextOf("size"), spec["storage"]!.TextOf("storageClass")));
        Assert.Equal(("10Gi", "longhorn-retain"), (spec["walStorage"]!.TextOf("size"), spec["walStorage"]!.TextOf("storageClass")));
        Assert.Equal(
            ("512Mi", "2Gi"),
            (spec.At("resources", "requests")!.TextOf("memory"), spec.At("resources", "limits")!.TextOf("memory")));
        Assert.Equal("database", spec.At("affinity", "nodeSelector")!.TextOf("node.role"));
        Assert.Equal("preferred", spec["affinity"]!.TextOf("podAntiAffinityType"));
        Assert.False(spec["enableSuperuserAccess"]!.IsTrue);
        Assert.Equal(
            ("any", "preferred"),
            (spec.At("postgresql", "synchronous")!.TextOf("method"), spec.At("postgresql", "synchronous")!.TextOf("dataDurability")));
        var parameters = spec.At("postgresql", "parameters")!;
        Assert.Equal(("512MB", "200"), (parameters.TextOf("shared_buffers"), parameters.TextOf("max_connections")));
        Assert.Null(spec.At("bootstrap", "recovery"));
    }

    [Theory]
    [InlineData(true, "required")]
    [InlineData(false, "preferred")]
    public async Task RequiredSpreadPutsInstancesOnDifferentNodes(bool required, string type)
    {
        var affinity = Spec(await WithAsync(server => server with
        {
            SpreadRequired = required,
            Instances = 1,
        }), "postgres-postgres-cluster")["affinity"]!;

        Assert.Equal(
            (true, type, "kubernetes.io/hostname"),
            (affinity["enablePodAntiAffinity"]!.IsTrue, affinity.TextOf("podAntiAffinityType"), affinity.TextOf("topologyKey")));
    }

    [Theory]
    [InlineData(CommitDurability.Required, "required", true)]
    [InlineData(CommitDurability.Preferred, "preferred", false)]
    [Pitfall("postgres-durability-required")]
    public async Task RequiredDurabilityNeedsAQuorumToFailOver(CommitDurability durability, string planned, bool quorum)
    {
        var plan = await WithAsync(server => server with
        {
            Instances = 3,
            SynchronousReplicas = 1,
            SpreadRequired = false,
            Durability = durability,
        });

        var synchronous = Spec(plan, "postgres-postgres-cluster").At("postgresql", "synchronous")!;
        Assert.Equal(
            (1.0, planned, quorum),
            (synchronous["number"]!.Number, synchronous.TextOf("dataDurability"), synchronous["failoverQuorum"]!.IsTrue));
    }

    [Fact]
    [Pitfall("postgres-shutdown-delays")]
    public async Task ServerHasTheFiguresOfItsFailoverTime()
    {
        var spec = Spec(await Plans.OfAsync("prod"), "postgres-postgres-cluster");
        var figures = new PostgresFailover(Described.StackOf("prod").Databases.Postgres[0].Failover);

        Assert.Equal(
            (PostgresFailover.SwitchoverDelay, figures.SmartShutdownTimeout, figures.StopDelay, figures.LeaseSeconds, figures.ProbePeriod),
            ((int)spec["switchoverDelay"]!.Number, (int)spec["smartShutdownTimeout"]!.Number, (int)spec["stopDelay"]!.Number,
                (int)spec.At("primaryLease", "leaseDurationSeconds")!.Number,
                (int)spec.At("probes", "readiness", "periodSeconds")!.Number));
    }

    [Fact]
    public async Task ServerHasServicesForThePrimaryAndForReadersOnly() =>
        Assert.Equal(
            ["r"],
            Spec(await Plans.OfAsync("prod"), "postgres-postgres-cluster").At("managed", "services", "disabledDefaultServices")!.Items
                .Select(service => service.Text));

    [Fact]
    [Pitfall("postgres-prepared-statements")]
    public async Task PoolerConnectsToThePrimaryAndKeepsPreparedStatements()
    {
        var spec = Spec(await Plans.OfAsync("prod"), "postgres-postgres-pooler");

        Assert.Equal(("rw", 2.0, "transaction"), (spec.TextOf("type"), spec["instances"]!.Number, spec["pgbouncer"]!.TextOf("poolMode")));
        Assert.Equal("200", spec.At("pgbouncer", "parameters")!.TextOf("max_prepared_statements"));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, true)]
    [Pitfall("postgres-drain-budget")]
    public async Task SingleInstanceHasNoDisruptionBudget(int instances, bool budget) =>
        Assert.Equal(
            budget,
            Spec(await WithAsync(server => server with
            {
                Instances = instances,
                SynchronousReplicas = 0,
                SpreadRequired = false,
            }), "postgres-postgres-cluster")["enablePDB"]!.IsTrue);

    [Fact]
    public async Task EachDatabaseHasItsOwnRole()
    {
        var databases = (await Plans.OfAsync("prod")).Resources
            .Where(resource => resource.Type == "kubernetes:postgresql.cnpg.io/v1:Database").Select(resource => resource.Inputs["spec"]!);

        Assert.Equal(
            ["discourse discourse", "logto logto"],
            databases.Select(spec => $"{spec.TextOf("name")} {spec.TextOf("owner")}").Order(StringComparer.Ordinal));
    }

    [Fact]
    [Pitfall("postgres-plugin-namespace")]
    public async Task OperatorAndPluginAreInOneNamespace()
    {
        var plan = await Plans.OfAsync("prod");

        Assert.Equal(
            (CloudNativePg.Namespace, CloudNativePg.Namespace),
            (Named(plan, "cloudnative-pg-operator").Inputs.TextOf("namespace"), Named(plan, "cloudnative-pg-barman-cloud")
                .Inputs.TextOf("namespace")));
    }

    [Fact]
    [Pitfall("postgres-plugin-namespace")]
    [Pitfall("order-database-chain")]
    [Pitfall("order-operator-last")]
    public async Task ServerDependsOnTheArchiveAndTheArchiveOnPluginAndCertManager()
    {
        var plan = await Plans.OfAsync("prod");

        Assert.Contains(
            Named(plan, "cloudnative-pg-barman-cloud").DependsOn,
            urn => urn.EndsWith("certificates-production", StringComparison.Ordinal));
        Assert.Contains(
            Named(plan, "postgres-postgres-archive").DependsOn,
            urn => urn.EndsWith("cloudnative-pg-barman-cloud", StringComparison.Ordinal));
        Assert.Contains(
            Named(plan, "postgres-postgres-cluster").DependsOn,
            urn => urn.EndsWith("postgres-postgres-archive", StringComparison.Ordinal));
        Assert.Contains(
            Named(plan, "postgres-postgres-databases-discourse").DependsOn,
            urn => urn.EndsWith("postgres-postgres-cluster", StringComparison.Ordinal));
        Assert.Contains(
            Named(plan, "init-jobs-discourse-init").DependsOn,
            urn => urn.EndsWith("postgres-postgres-databases-discourse", StringComparison.Ordinal));
    }

    [Fact]
    public async Task PodsWithAnImportedImageDependOnItsImport()
    {
        var system = Described.StackOf("prod");
        ImageSpec[] imported = [.. system.Images.Select(image => image.Name == "dirtbikechina/postgres:15-cjk" ? image with
        {
            Delivery = ImageDelivery.Import,
            Archive = "build/postgres.tar",
        } : image)];
        var plan = await Plans.OfAsync(system with { Images = imported });

        Each.Of(["postgres-postgres-cluster", "init-jobs-discourse-init"], name =>
            Assert.Equal(
                3,
                Named(plan, name).DependsOn.Count(urn => urn.Contains("image-dirtbikechina-postgres", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("app-logto-logto-init-7af4445a")]
    [InlineData("postgres-backup-offsite-logto")]
    public async Task ClientsOfPostgresDoNotDependOnMySql(string name) =>
        Each.Lacks(Named(await Plans.OfAsync("prod"), name).DependsOn, urn => urn.Contains("mysql", StringComparison.OrdinalIgnoreCase));

    [Fact]
    [Pitfall("postgres-archive-deprecated")]
    [Pitfall("postgres-schedule-fields")]
    public async Task BaseBackupsHaveTheDescribedScheduleInSixFields()
    {
        var spec = Spec(await Plans.OfAsync("prod"), "postgres-postgres-base-backups");

        Assert.Equal("0 30 1 * * *", spec.TextOf("schedule"));
        Assert.Equal(("plugin", CloudNativePg.ArchivePlugin), (spec.TextOf("method"), spec["pluginConfiguration"]!.TextOf("name")));
    }

    [Fact]
    [Pitfall("postgres-retention-place")]
    public async Task TwoClustersArchiveToTwoFoldersOfABucket()
    {
        var prod = Spec(await Plans.OfAsync("prod"), "postgres-postgres-archive");
        var dev = Spec(await Plans.OfAsync("dev"), "postgres-postgres-archive");

        Assert.Equal("s3://dirtbikechina-k8s-backups/postgres/community", prod["configuration"]!.TextOf("destinationPath"));
        Assert.Equal("s3://dirtbikechina-k8s-backups/dev/postgres/community-dev", dev["configuration"]!.TextOf("destinationPath"));
        Assert.Null(prod["configuration"]!["serverName"]);
        Assert.Equal("30d", prod.TextOf("retentionPolicy"));
    }

    [Fact]
    [Pitfall("postgres-wal-without-base-backup")]
    public async Task NewServerTakesABaseBackupAtOnce() =>
        Assert.True(Spec(await Plans.OfAsync("prod"), "postgres-postgres-base-backups")["immediate"]!.IsTrue);

    [Fact]
    [Pitfall("postgres-s3-checksums")]
    public async Task StoreOfAnotherProviderGetsNoAmazonChecksums()
    {
        var plan = await WithAsync(server => server with
        {
            Archive = server.Archive! with
            {
                Location = server.Archive.Location with { Endpoint = ServiceEndpoint.Parse("s3.example.org") },
            },
        });
        var store = Spec(plan, "postgres-postgres-archive");

        Assert.Equal("https://s3.example.org", store["configuration"]!.TextOf("endpointURL"));
        Assert.Equal(
            ["AWS_REQUEST_CHECKSUM_CALCULATION=when_required", "AWS_RESPONSE_CHECKSUM_VALIDATION=when_required"],
            store.At("instanceSidecarConfiguration", "env")!.Items
                .Select(variable => $"{variable.TextOf("name")}={variable.TextOf("value")}"));
    }

    [Fact]
    [Pitfall("postgres-s3-checksums")]
    public async Task AmazonStoreHasNoEndpointAndKeepsItsChecksums()
    {
        var store = Spec(await Plans.OfAsync("prod"), "postgres-postgres-archive");

        Assert.Null(store["configuration"]!["endpointURL"]);
        Assert.Null(store.At("instanceSidecarConfiguration", "env"));
    }

    [Fact]
    [Pitfall("postgres-collation")]
    public async Task TextIsSortedByCodePoint()
    {
        var made = Spec(await Plans.OfAsync("prod"), "postgres-postgres-cluster").At("bootstrap", "initdb")!;

        Assert.Equal(("UTF8", "C.UTF-8", "C.UTF-8"), (made.TextOf("encoding"), made.TextOf("localeCollate"), made.TextOf("localeCType")));
        Assert.True(made["dataChecksums"]!.IsTrue);
    }

    [Fact]
    [Pitfall("postgres-database-before-role")]
    public async Task DatabaseDependsOnItsRoleAndTheRoleOnItsPassword()
    {
        var plan = await Plans.OfAsync("prod");

        Assert.Contains(
            Named(plan, "postgres-postgres-databases-logto-role").Urn,
            Named(plan, "postgres-postgres-databases-logto").DependsOn);
        Assert.Contains(
            Named(plan, "postgres-postgres-databases-logto-access").Urn,
            Named(plan, "postgres-postgres-databases-logto-role").DependsOn);
    }

    [Fact]
    [Pitfall("postgres-database-before-role")]
    public async Task DatabasesAndRolesOutliveTheirObjects()
    {
        var plan = await Plans.OfAsync("prod");

        Assert.Equal("retain", Spec(plan, "postgres-postgres-databases-logto").TextOf("databaseReclaimPolicy"));
        Assert.Equal("retain", Spec(plan, "postgres-postgres-databases-logto-role").TextOf("databaseRoleReclaimPolicy"));
    }

    [Fact]
    [Pitfall("postgres-password-reload")]
    public async Task OperatorWatchesThePasswordsSecret() =>
        Assert.Equal(
            "true",
            Named(await Plans.OfAsync("prod"), "postgres-postgres-databases-logto-access")
                .Inputs.At("metadata", "labels")!.TextOf("cnpg.io/reload"));

    [Fact]
    [Pitfall("postgres-pod-monitor")]
    public async Task OperatorCreatesNoPodMonitor() =>
        Assert.Null(Spec(await Plans.OfAsync("prod"), "postgres-postgres-cluster")["monitoring"]);

    [Fact]
    [Pitfall("postgres-archive-deprecated")]
    [Pitfall("postgres-expected-empty-archive")]
    [Pitfall("postgres-bootstrap-once")]
    public async Task RecoveryIsANewIncarnationThatReadsTheFormerOne()
    {
        var described = Described.StackOf("dev");
        var server = described.Databases.Postgres[0] with
        {
            RecoverFrom = new() { Source = "postgres-5f3a9c01", TargetTime = "2026-03-01T12:30:00Z" },
        };
        var before = Named(await Plans.OfAsync("dev"), "postgres-postgres-incarnation");

        var plan = await Plans.OfAsync(described with { Databases = described.Databases with { Postgres = [server] } });

        var spec = Spec(plan, "postgres-postgres-cluster");
        Assert.Equal("2026-03-01T12:30:00Z", spec.At("bootstrap", "recovery", "recoveryTarget")!.TextOf("targetTime"));
        Assert.Null(spec.At("bootstrap", "initdb"));
        Assert.Equal("postgres-5f3a9c01", spec["externalClusters"]!.Items[0].At("plugin", "parameters")!.TextOf("serverName"));
        Assert.NotEqual("postgres-5f3a9c01", spec["plugins"]!.Items[0].At("parameters")!.TextOf("serverName"));
        Assert.False(Plans.Same(before.Inputs["keepers"]!, Named(plan, "postgres-postgres-incarnation").Inputs["keepers"]!));
    }

    [Fact]
    public async Task ServerInAnotherNamespaceHasItsOwnArchive()
    {
        var described = Described.StackOf("dev");
        var databases = described.Databases;
        var moved = await Plans.OfAsync(described with
        {
            Databases = databases with
            {
                Postgres = [.. databases.Postgres.Select(server => server with { Namespace = "dev" })],
                Mysql = [.. databases.Mysql.Select(server => server with { Namespace = "dev" })],
            },
        });
        var plan = await Plans.OfAsync("dev");

        Each.Of(["postgres-postgres-incarnation", "mysql-mysql-incarnation"], name =>
            Assert.False(Plans.Same(Named(plan, name).Inputs["keepers"]!, Named(moved, name).Inputs["keepers"]!), name));
    }

    [Fact]
    public async Task AnotherOwnerIsAnotherRole()
    {
        var role = Named(await Plans.OfAsync("prod"), "postgres-postgres-databases-discourse-role");

        Assert.Equal(["spec.name"], role.ReplaceOnChanges);
        Assert.True(role.DeleteBeforeReplace);
    }

    [Fact]
    [Pitfall("postgres-recovery-to-backup")]
    public async Task RecoveryToABackupStopsWhenTheBackupIsConsistent()
    {
        var plan = await WithAsync(server => server with { RecoverFrom = new() { Source = "a", BackupId = "20260301T013000" } });

        var target = Spec(plan, "postgres-postgres-cluster").At("bootstrap", "recovery", "recoveryTarget")!;
        Assert.Equal(("20260301T013000", true), (target.TextOf("backupID"), target["targetImmediate"]!.IsTrue));
    }

    [Fact]
    public void RecoveryToAnotherBackupIsAnotherIncarnation() =>
        Assert.Equal(
            "a  20260301T013000",
            PostgresServer.Incarnation(Server with { RecoverFrom = new() { Source = "a", BackupId = "20260301T013000" } }));

    [Fact]
    public async Task ServerInDockerHasNothingOnTheCluster()
    {
        var described = Described.StackOf("prod");
        AppSpec[] apps = [.. described.Apps.Select(app => app with { RunsOn = Placement.Compose })];
        PostgresSpec[] servers = [.. described.Databases.Postgres.Select(server => server with { RunsOn = Placement.Compose })];

        var plan = await Plans.OfAsync(described with { Apps = apps, Databases = described.Databases with { Postgres = servers } });

        Each.Lacks(plan.Resources,
            resource => resource.Type.Contains("cnpg.io", StringComparison.Ordinal)
                || resource.Name.StartsWith("cloudnative-pg", StringComparison.Ordinal));
    }

    [Fact]
    [Pitfall("postgres-role-precedence")]
    public async Task GuestCreatesItsOwnDatabasesOnly()
    {
        var test = await Plans.OfAsync("test");
        var stage = await Plans.OfAsync("stage");

        Assert.Equal(
            ["discourse_test", "logto_test"],
            test.Resources.Where(resource => resource.Type == "kubernetes:postgresql.cnpg.io/v1:Database").Select(resource => resource
                .Inputs["spec"]!.TextOf("name")).Order());
        Each.Lacks(stage.Resources, resource => resource.Type.Contains("cnpg.io", StringComparison.Ordinal));
        Assert.Contains(stage.Resources, resource => resource.Name == "database-access-stage-postgres-discourse");
    }

    [Theory]
    [InlineData("prod")]
    [InlineData("stage")]
    [InlineData("test")]
    [InlineData("dev")]
    public async Task JobReadsSecretsOfItsOwnNamespace(string stack)
    {
        var plan = await Plans.OfAsync(stack);
        var secrets = plan.Resources.Where(resource => resource.Type == "kubernetes:core/v1:Secret").Select(Place)
            .ToHashSet(StringComparer.Ordinal);

        var read =
            from job in plan.Resources
            where job.Type == "kubernetes:batch/v1:Job"
            from variable in job.Inputs.At("spec", "template", "spec", "containers")!.Items[0]["env"]!.Items
            let reference = variable.At("valueFrom", "secretKeyRef")
            where reference is not null
            select $"{job.Inputs["metadata"]!.TextOf("namespace")}/{reference.TextOf("name")}";
        Each.Of(read, secret => Assert.Contains(secret, secrets));

        static string Place(PlanResource resource) =>
            $"{resource.Inputs["metadata"]!.TextOf("namespace")}/{resource.Inputs["metadata"]!.TextOf("name")}";
    }

    [Theory]
    [InlineData(15)]
    [InlineData(30)]
    [InlineData(60)]
    [Pitfall("postgres-shutdown-delays")]
    public void FailureOfAPodEndsWithinTheDescribedTime(int seconds)
    {
        var failover = new PostgresFailover(Duration.Parse($"{seconds}s"));

        Assert.InRange(failover.WorstSeconds, 1, Math.Max(seconds, 30));
        Assert.True(failover.RenewSeconds < failover.LeaseSeconds);
        Assert.True(failover.RetrySeconds < failover.RenewSeconds);
        Assert.True(failover.SmartShutdownTimeout < failover.StopDelay);
    }

    [Theory]
    [InlineData("30s", "16s", 26)]
    [InlineData("30s", "20s", 30)]
    [InlineData("30s", "50s", 60)]
    [InlineData("60s", "8s", 23)]
    public void FailureOfANodeLastsUntilItIsNoticedAndTheLeaseIsFree(string target, string gracePeriod, int seconds) =>
        Assert.Equal(seconds, new PostgresFailover(Duration.Parse(target)).SilentNodeSeconds(Duration.Parse(gracePeriod)));

    [Fact]
    [Pitfall("postgres-lost-node-delay")]
    public void DefaultsFailOverFromALostNodeInLessThanThirtySeconds() =>
        Assert.InRange(new PostgresFailover(Server.Failover).SilentNodeSeconds(new K3sSpec().NodeGracePeriod), 1, 29);

    [Fact]
    [Pitfall("postgres-parameters-memory")]
    public void TuningFollowsTheMemoryAndDescribedParametersTakePrecedence()
    {
        var derived = PostgresTuning.Of(Server, Quantity.Parse("50Gi"));
        var given = PostgresTuning.Of(Server with
        {
            Parameters = new Dictionary<string, string> { ["shared_buffers"] = "1GB", ["work_mem"] = "5MB" },
        }, Quantity.Parse("50Gi"));

        Assert.Equal(("512MB", "1536MB"), (derived["shared_buffers"], derived["effective_cache_size"]));
        Assert.Equal(("1GB", "5MB"), (given["shared_buffers"], given["work_mem"]));
    }

    [Fact]
    public void SharedBuffersFitTheMemoryRequest()
    {
        var server = Server with { Resources = Server.Resources with { RequestMemory = Quantity.Parse("256Mi") } };

        Assert.Equal("256MB", PostgresTuning.Of(server, Quantity.Parse("50Gi"))[PostgresMemory.SharedBuffers]);
    }

    [Fact]
    [Pitfall("postgres-slot-fills-disk")]
    public void LogKeptForAReplicaLeavesSpaceOnTheVolume()
    {
        var parameters = PostgresTuning.Of(Server with { WalSize = Quantity.Parse("10Gi") }, Quantity.Parse("50Gi"));

        Assert.Equal(("5120MB", "3413MB"), (parameters["max_slot_wal_keep_size"], parameters["max_wal_size"]));
    }

    [Fact]
    public void LogBesideTheDataTakesAFifthOfTheVolume()
    {
        var parameters = PostgresTuning.Of(Server, Quantity.Parse("50Gi"));

        Assert.Equal(("5120MB", "3413MB"), (parameters["max_slot_wal_keep_size"], parameters["max_wal_size"]));
        Assert.Equal(("853MB", "512MB"), (parameters["min_wal_size"], parameters["wal_keep_size"]));
    }

    [Theory]
    [InlineData("max_wal_size", "300MB", "300MB", "150MB")]
    [InlineData("max_wal_size", "40", "40", "32MB")]
    [InlineData("min_wal_size", "2GB", "4096MB", "2GB")]
    public void DerivedSizeOfTheLogFollowsTheDescribedOne(string name, string value, string most, string least)
    {
        var parameters = PostgresTuning.Of(
            Server with { Parameters = new Dictionary<string, string> { [name] = value } }, Quantity.Parse("50Gi"));

        Assert.Equal((most, least), (parameters["max_wal_size"], parameters["min_wal_size"]));
    }

    [Theory]
    [InlineData("100", "7MB")]
    [InlineData("200", "3MB")]
    [InlineData("5000", "1MB")]
    [InlineData("5", "64MB")]
    public void SessionsShareHalfTheMemoryOutsideTheSharedBuffers(string connections, string memory)
    {
        var server = Server with { Parameters = new Dictionary<string, string> { ["max_connections"] = connections } };

        Assert.Equal(memory, PostgresTuning.Of(server, Quantity.Parse("50Gi"))["work_mem"]);
    }

    [Fact]
    public void FailoverTimeIsDividedIntoThirds()
    {
        var failover = new PostgresFailover(Duration.Parse("60s"));

        Assert.Equal((10, 15, 10, 130), (
            failover.ProbePeriod, failover.LeaseSeconds, failover.SmartShutdownTimeout, failover.StopDelay));
        Assert.Equal((10 * 2) + 15 + 8, failover.WorstSeconds);
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    [Pitfall("postgres-switchover-delay")]
    public async Task DrainLeavesThePrimaryTimeForACheckpoint(string stack) =>
        Assert.Equal(60, Spec(await Plans.OfAsync(stack), "postgres-postgres-cluster")["switchoverDelay"]!.Number);

    [Theory]
    [InlineData("15s", 4 + 60 + 8)]
    [InlineData("30s", 10 + 60 + 8)]
    [Pitfall("postgres-switchover-delay")]
    public void PrimaryThatHangsIsReplacedOnceItHasStopped(string target, int seconds) =>
        Assert.Equal(seconds, new PostgresFailover(Duration.Parse(target)).HangingSeconds);

    /// <summary>A drain takes at most the shutdown and the promotion; a primary that hangs, the checks before them too.</summary>
    [Theory]
    [InlineData("15s")]
    [InlineData("30s")]
    [InlineData("10m")]
    [Pitfall("postgres-switchover-delay")]
    public void ClientsOfThePoolerOutwaitADrain(string target)
    {
        var failover = new PostgresFailover(Duration.Parse(target));

        Assert.InRange(failover.PoolerWaitSeconds, failover.HangingSeconds + 1, int.MaxValue);
        Assert.InRange(failover.PoolerWaitSeconds, failover.WorstSeconds + 1, int.MaxValue);
    }

    [Fact]
    public async Task PoolerHasTheWaitOfItsServersFailover() => Assert.Equal(
        "82", Spec(await Plans.OfAsync("prod"), "postgres-postgres-pooler")["pgbouncer"]!["parameters"]!["query_wait_timeout"]!.Text);

    private static PostgresSpec Server { get; } = new()
    {
        Name = "postgres",
        Image = "postgres:15-cjk",
        Volume = "data",
        Resources = new() { RequestMemory = Quantity.Parse("512Mi"), LimitMemory = Quantity.Parse("2Gi") },
    };

    /// <summary>The development stack with its server described otherwise.</summary>
    private static async Task<PlanGraph> WithAsync(Func<PostgresSpec, PostgresSpec> change)
    {
        var described = Described.StackOf("dev");
        return await Plans.OfAsync(described with
        {
            Databases = described.Databases with { Postgres = [change(described.Databases.Postgres[0])] },
        });
    }

    private static PlanResource Named(PlanGraph plan, string name) => plan.Resources.Single(resource => resource.Name == name);

    private static PlanValue Spec(PlanGraph plan, string name) => Named(plan, name).Inputs["spec"]!;
}
