using Infra.Model;
using Infra.Platform;
using Infra.Preview.Graph;
using Infra.Tests.Schemas;
using Infra.Tests.Support;

namespace Infra.Tests.Platform;

public sealed class BackupTests
{
    [Fact]
    [Pitfall("order-velero-class")]
    public async Task VeleroDependsOnTheSnapshotClassAndTheCredentials()
    {
        var plan = await Plans.OfAsync("prod");
        var release = Named(plan, "backup-velero");

        Assert.Equal(
            ("velero", "12.1.0", "velero"),
            (release.Inputs["chart"]!.Text, release.Inputs["version"]!.Text, release.Inputs["namespace"]!.Text));
        Assert.Contains(Named(plan, "longhorn-snapshot-class").Urn, Reached(plan, release));
        Assert.Contains(Named(plan, "backup-location-default").Urn, release.DependsOn);
    }

    [Fact]
    [Pitfall("velero-snapshots-in-target")]
    [Pitfall("velero-operator-objects")]
    public async Task CreatesTheDescribedSchedules()
    {
        var spec = Named(await Plans.OfAsync("prod"), "backup-daily-backup").Inputs["spec"]!;

        Assert.Equal("0 2 * * *", spec["schedule"]!.Text);
        Assert.Equal(["prod", "infra"], spec["template"]!["includedNamespaces"]!.Items.Select(space => space.Text));
        Assert.Equal(("720h0m0s", "default"), (spec["template"]!["ttl"]!.Text, spec["template"]!["storageLocation"]!.Text));
        Assert.True(spec["template"]!["snapshotMoveData"]!.IsTrue);
        Assert.Contains("clusters.postgresql.cnpg.io", spec["template"]!["excludedResources"]!.Items.Select(kind => kind.Text));
    }

    [Fact]
    [Pitfall("cert-manager-lost-with-cluster")]
    [Pitfall("sealed-secrets-key-backup")]
    public async Task BacksUpKeysAndCertificatesByTheirLabelsFirst()
    {
        var spec = Named(await Plans.OfAsync("prod"), "backup-keys").Inputs["spec"]!;
        var selectors = spec["template"]!["orLabelSelectors"]!.Items;

        Assert.Equal("0 1 * * *", spec["schedule"]!.Text);
        Assert.Equal("secrets", Assert.Single(spec["template"]!["includedResources"]!.Items).Text);
        Assert.Equal(
            (SealedSecrets.KeyLabel, "Exists"),
            (selectors[0]["matchExpressions"]!.Items[0]["key"]!.Text, selectors[0]["matchExpressions"]!.Items[0]["operator"]!.Text));
        Assert.Equal("true", selectors[1]["matchLabels"]!["controller.cert-manager.io/fao"]!.Text);
    }

    [Fact]
    [Pitfall("velero-credentials-in-plan")]
    public async Task PlanShowsNoCredentials() =>
        Assert.Contains("stringData", Named(await Plans.OfAsync("prod"), "backup-location-default").SecretInputs);

    [Fact]
    public void CredentialsHaveTheFormThatThePluginReads() =>
        Assert.Equal("[default]\naws_access_key_id=a\naws_secret_access_key=b\n", Backup.Credentials("a", "b"));

    [Fact]
    [Pitfall("velero-restored-copy-isolated")]
    public async Task RestoredCopyHasNoConnections()
    {
        var plan = await Plans.OfAsync("prod");
        var policy = Named(plan, "backup-restore-prod-closed").Inputs["spec"]!;

        Assert.Equal(["Ingress", "Egress"], policy["policyTypes"]!.Items.Select(type => type.Text));
        Assert.Null(policy["ingress"]);
        Assert.Null(policy["egress"]);
        Assert.Contains(Named(plan, "backup-restore-prod-closed").Urn, Named(plan, "backup-restore-prod-job").DependsOn);
    }

    [Fact]
    [Pitfall("velero-test-rights")]
    public async Task RestoreTestHasRightsInVeleroAndItsNamespaceOnly()
    {
        var plan = await Plans.OfAsync("prod");
        var roles = plan.Resources
            .Where(resource => resource.Name.StartsWith("backup-restore-prod", StringComparison.Ordinal))
            .Where(resource => resource.Type.Contains("rbac", StringComparison.Ordinal))
            .ToArray();

        Each.Lacks(roles, role => role.Type.Contains("Cluster", StringComparison.Ordinal));
        Assert.Equal(
            ["restore-test", "velero"],
            roles.Select(role => role.Inputs["metadata"]!["namespace"]!.Text).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("stage")]
    [InlineData("test")]
    public async Task GuestCreatesNoBackups(string stack) =>
        Each.Lacks((await Plans.OfAsync(stack)).Resources, resource => resource.Name.StartsWith("backup", StringComparison.Ordinal));

    [Fact]
    [Pitfall("velero-database-volumes")]
    public async Task ExcludesObjectsOfTheDatabaseOperators()
    {
        var conditions = Named(
            await Plans.OfAsync("prod"), "backup-daily-backup").Inputs["spec"]!["template"]!["labelSelector"]!["matchExpressions"]!.Items;

        Assert.Equal(
            ["cnpg.io/cluster DoesNotExist", "app.kubernetes.io/managed-by NotIn percona-xtradb-cluster-operator"],
            conditions.Select(
                condition =>
                    string.Join(
                        ' ',
                        [
                            condition["key"]!.Text,
                            condition["operator"]!.Text,
                            .. condition["values"]?.Items.Select(value => value.Text) ?? [],
                        ])));
    }

    [SkippableFact]
    [Pitfall("velero-operator-objects")]
    public void ExcludesOnlyKnownKinds()
    {
        string[] known =
        [
            .. ReferenceData.Sets("crds").SelectMany(Directory.GetFiles).Select(Path.GetFileNameWithoutExtension).OfType<string>(),
        ];
        var custom = BackupPolicies.Excluded(StackParts.All)
            .Where(
                kind =>
                    kind.EndsWith(".com", StringComparison.Ordinal)
                        || kind.EndsWith(".io", StringComparison.Ordinal) && !kind.EndsWith(".k8s.io", StringComparison.Ordinal));

        Assert.Equal(12, custom.Count());
        Each.Of(
            custom,
            kind =>
                Assert.Contains(
                    $"{kind[(kind.IndexOf('.', StringComparison.Ordinal) + 1)..]}_{kind[..kind.IndexOf('.', StringComparison.Ordinal)]}",
                    known));
    }

    [Fact]
    [Pitfall("velero-test-volumes")]
    public void RestoreTestUsesAClassThatDeletesItsVolumes() =>
        Assert.Equal("longhorn-fast", BackupPolicies.ScratchClass(Described.StackOf("prod").Storage.Classes));

    [Fact]
    [Pitfall("velero-s3-compatibility")]
    public void OtherServicesThanAmazonsUsePathsAndNoChecksums()
    {
        var values = VeleroValues.For(
            new()
            {
                Locations =
                [
                    new()
                    {
                        Name = "b2",
                        S3 = new()
                        {
                            Endpoint = ServiceEndpoint.Parse("s3.example.org"),
                            Region = "r",
                            Bucket = "b",
                            AccessKey = "a",
                            SecretKey = "s",
                        },
                    },
                ],
            },
            Described.StackOf("prod").Cluster,
            protect: true);
        var config = Newtonsoft.Json.Linq.JObject.FromObject(values).SelectToken("configuration.backupStorageLocation[0].config")!;
        Assert.Equal(
            ("true", "https://s3.example.org", ""),
            ((string?)config["s3ForcePathStyle"], (string?)config["s3Url"], (string?)config["checksumAlgorithm"]));
    }

    [Theory]
    [InlineData("prod", false)]
    [InlineData("dev", true)]
    [Pitfall("velero-removed")]
    [Pitfall("velero-restore-finalizer")]
    public async Task RestoresAreDeletedBeforeVeleroWhereNothingIsProtected(string stack, bool deleted) =>
        Assert.Equal(deleted, Named(await Plans.OfAsync(stack), "backup-velero").Inputs["values"]!["cleanUpCRDs"]!.IsTrue);

    [Fact]
    public async Task NodeAgentsMoveSnapshotsToTheBucket()
    {
        var values = Named(await Plans.OfAsync("prod"), "backup-velero").Inputs["values"]!;

        Assert.True(values["deployNodeAgent"]!.IsTrue);
        Assert.Equal("EnableCSI", values["configuration"]!["features"]!.Text);
        Assert.True(values["configuration"]!["defaultSnapshotMoveData"]!.IsTrue);
        Assert.Contains(
            "node-role.kubernetes.io/control-plane",
            values["nodeAgent"]!["tolerations"]!.Items.Select(toleration => toleration["key"]!.Text));
    }

    [Fact]
    public async Task RestoresTheNewestBackupEverySunday() =>
        Assert.Equal("0 5 * * 0", Named(await Plans.OfAsync("prod"), "backup-restore-prod-job").Inputs["spec"]!["schedule"]!.Text);

    [Fact]
    [Pitfall("velero-second-csi-plugin")]
    public async Task S3PluginIsTheOnlyPlugin()
    {
        var containers = Named(await Plans.OfAsync("prod"), "backup-velero").Inputs["values"]!["initContainers"]!.Items;

        Assert.Equal(BackupVersions.Plugin, Assert.Single(containers)["image"]!.Text);
    }

    /// <summary>The plugin's compatibility table: 1.12 with Velero 1.16, 1.13 with 1.17, 1.14 with 1.18.</summary>
    [SkippableFact]
    [Pitfall("velero-plugin-version")]
    public void PluginMatchesTheServersRelease()
    {
        var chart = File.ReadAllLines(Repository.Reference("data", "charts", $"velero-{BackupVersions.Chart.Version}", "Chart.yaml"));
        var server = chart.Single(line => line.StartsWith("appVersion:", StringComparison.Ordinal)).Split(' ')[1].Trim('"').Split('.');
        var plugin = BackupVersions.Plugin.Split(":v")[1].Split('.');

        Assert.Equal(("1", "1"), (server[0], plugin[0]));
        Assert.Equal(int.Parse(server[1]) - 4, int.Parse(plugin[1]));
    }

    [Fact]
    [Pitfall("velero-removed")]
    public async Task BackupRecordsOutliveVelero()
    {
        var release = Named(await Plans.OfAsync("prod"), "backup-velero");

        Assert.False(release.Inputs["values"]!["cleanUpCRDs"]!.IsTrue);
        Assert.True(release.Protect);
    }

    [Theory]
    [InlineData("backup-daily-backup")]
    [InlineData("backup-keys")]
    [Pitfall("velero-schedule-owner")]
    public async Task BackupsOutliveTheirSchedule(string schedule) =>
        Assert.False(Named(await Plans.OfAsync("prod"), schedule).Inputs["spec"]!["useOwnerReferencesInBackup"]!.IsTrue);

    [Fact]
    [Pitfall("velero-data-move-room")]
    public async Task ANodeCopiesOneVolumeAtATime()
    {
        var config = Named(await Plans.OfAsync("prod"), "backup-node-agent").Inputs["data"]!["node-agent-config.json"]!.Text;

        Assert.Equal(1, (int?)Newtonsoft.Json.Linq.JObject.Parse(config).SelectToken("loadConcurrency.globalConfig"));
    }

    [Theory]
    [InlineData("v1.34.6+k3s1", "v1.34.6")]
    [InlineData("v1.34.6", "v1.34.6")]
    [Pitfall("velero-kubectl-tag")]
    public void KubectlImageTagHasNoPlus(string version, string tag) => Assert.Equal(tag, VeleroValues.KubectlTag(version));

    private static PlanResource Named(PlanGraph plan, string name) => plan.Resources.Single(resource => resource.Name == name);

    private static HashSet<string> Reached(PlanGraph plan, PlanResource from)
    {
        var reached = new HashSet<string>(from.DependsOn, StringComparer.Ordinal);
        foreach (var urn in from.DependsOn)
        {
            reached.UnionWith(plan.Find(urn)?.DependsOn ?? []);
        }

        return reached;
    }
}
