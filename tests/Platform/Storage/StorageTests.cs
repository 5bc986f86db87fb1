using Infra.Model;
using Infra.Platform;
using Infra.Preview.Graph;
using Infra.Preview.Recording;
using Infra.Tests.Support;

namespace Infra.Tests.Platform;

/// <summary>Order and inputs of the planned storage of a cluster.</summary>
public sealed class StorageTests
{
    [Theory]
    [InlineData("snapshots-volumesnapshots")]
    [InlineData("snapshots-volumesnapshotclasses")]
    [InlineData("snapshots-volumesnapshotcontents")]
    [InlineData("snapshots-controller")]
    [InlineData("longhorn-namespace")]
    [InlineData("longhorn-backup")]
    [InlineData("longhorn-worker-1-label")]
    [InlineData("longhorn-worker-2-label")]
    [Pitfall("longhorn-disk-labels")]
    [Pitfall("snapshots-definitions-missing")]
    public async Task LonghornDependsOn(string name)
    {
        var plan = await Plans.OfAsync("prod");

        Assert.Contains(Named(plan, name).Urn, Named(plan, "longhorn-release").DependsOn);
    }

    [Theory]
    [InlineData("longhorn-snapshot-class")]
    [InlineData("longhorn-snapshot-6h")]
    [InlineData("longhorn-backup-daily")]
    [InlineData("storage-longhorn-fast")]
    [InlineData("storage-longhorn-local")]
    [Pitfall("order-kinds")]
    public async Task DependsOnLonghorn(string name)
    {
        var plan = await Plans.OfAsync("prod");

        Assert.Contains(Named(plan, "longhorn-release").Urn, Named(plan, name).DependsOn);
    }

    /// <summary>The chart's own limit of the uninstall job (activeDeadlineSeconds of its uninstall-job.yaml) is 900 s.</summary>
    [Fact]
    [Pitfall("longhorn-failed-release")]
    public async Task LonghornHasTimeToInstallAndToOutliveItsUninstallJob()
    {
        var release = Named(await Plans.OfAsync("prod"), "longhorn-release");

        Assert.True(release.Inputs["timeout"]!.Number >= 1800);
        Assert.True(release.Timeouts!.Delete > TimeSpan.FromSeconds(900));
    }

    [Fact]
    [Pitfall("snapshots-definitions-missing")]
    public async Task SnapshotControllerDependsOnItsCrdsAndRights()
    {
        var plan = await Plans.OfAsync("prod");

        var after = Named(plan, "snapshots-controller").DependsOn;
        Each.Of(
            new[]
            {
                "snapshots-volumesnapshots",
                "snapshots-volumesnapshotclasses",
                "snapshots-volumesnapshotcontents",
                "snapshots-account",
                "snapshots-rights-binding",
                "snapshots-election-binding",
            },
            name => Assert.Contains(Named(plan, name).Urn, after));
    }

    [Fact]
    public async Task LabelsStorageNodesAfterTheirStart()
    {
        var plan = await Plans.OfAsync("prod");

        var labels = plan.Resources.Where(resource => resource.Type == "kubernetes:core/v1:NodePatch").ToArray();
        Assert.Equal(["worker-1", "worker-2"], labels.Select(label => label.Inputs["metadata"]!["name"]!.Text).Order());
        Each.Of(
            labels,
            label =>
                Assert.Contains(
                    label.DependsOn,
                    urn => urn.EndsWith($"{label.Inputs["metadata"]!["name"]!.Text}-start", StringComparison.Ordinal)));
    }

    [Fact]
    [Pitfall("longhorn-disk-labels")]
    public async Task RecreatedHostGetsItsLabelAgain()
    {
        var system = Described.StackOf("prod");
        var label = Named(await Plans.OfAsync(system), "longhorn-worker-1-label").Inputs["metadata"]!["annotations"]!;
        var server = Named(await Plans.OfAsync(system), "worker-1-start");

        Assert.Contains($"export HOST_ID='{label["infra/storage-host"]!.Text}'", server.Inputs["stdin"]!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("longhorn-retain", "Retain", "2", "Immediate", "disabled")]
    [InlineData("longhorn-fast", "Delete", "2", "Immediate", "disabled")]
    [InlineData("longhorn-backup", "Retain", "1", "Immediate", "disabled")]
    [InlineData("longhorn-local", "Retain", "1", "WaitForFirstConsumer", "strict-local")]
    [Pitfall("longhorn-double-replication")]
    public async Task CreatesTheDescribedClasses(string name, string reclaim, string copies, string binding, string locality)
    {
        var made = Named(await Plans.OfAsync("prod"), $"storage-{name}");

        Assert.Equal(name, made.Inputs["metadata"]!["name"]!.Text);
        Assert.Equal("driver.longhorn.io", made.Inputs["provisioner"]!.Text);
        Assert.Equal((reclaim, binding), (made.Inputs["reclaimPolicy"]!.Text, made.Inputs["volumeBindingMode"]!.Text));
        Assert.Equal(
            (copies, locality),
            (made.Inputs["parameters"]!["numberOfReplicas"]!.Text, made.Inputs["parameters"]!["dataLocality"]!.Text));
        Assert.True(made.Inputs["allowVolumeExpansion"]!.IsTrue);
    }

    [Fact]
    [Pitfall("longhorn-class-immutable")]
    public async Task ImmutableFieldsReplaceAClass()
    {
        var made = Named(await Plans.OfAsync("prod"), "storage-longhorn-fast");

        Assert.Equal(["parameters", "provisioner", "reclaimPolicy", "volumeBindingMode"], made.ReplaceOnChanges.Order());
        Assert.True(made.DeleteBeforeReplace);
    }

    [Fact]
    [Pitfall("longhorn-recurring-job-groups")]
    public async Task RecurringJobsReachEveryVolume()
    {
        var plan = await Plans.OfAsync("prod");
        var classes = plan.Resources.Where(resource => resource.Type == "kubernetes:storage.k8s.io/v1:StorageClass").ToArray();

        var snapshot = Named(plan, "longhorn-snapshot-6h").Inputs["spec"]!;
        Assert.Equal(("snapshot", "0 */6 * * *", 28d), (snapshot["task"]!.Text, snapshot["cron"]!.Text, snapshot["retain"]!.Number));
        var backup = Named(plan, "longhorn-backup-daily").Inputs["spec"]!;
        Assert.Equal(("backup", "0 4 * * *", 30d), (backup["task"]!.Text, backup["cron"]!.Text, backup["retain"]!.Number));
        var groups = backup["groups"]!.Items.Select(group => group.Text).ToArray();
        Assert.Equal(["default", "longhorn-retain", "longhorn-fast", "longhorn-backup", "longhorn-local"], groups);
        Each.Of(
            classes,
            made =>
                Assert.Contains(
                    $"[{{\"name\":\"{made.Inputs["metadata"]!["name"]!.Text}\",\"isGroup\":true}}]",
                    made.Inputs["parameters"]!["recurringJobSelector"]!.Text,
                    StringComparison.Ordinal));
    }

    [Fact]
    public void RecurringJobOfSomeClassesLeavesTheOthersOut()
    {
        var job = new RecurringJobSpec
        {
            Name = "a",
            Task = RecurringTask.Snapshot,
            Schedule = CronSchedule.Parse("0 * * * *"),
            KeepFor = Duration.Parse("1d"),
            Retain = 24,
            Classes = ["longhorn-fast"],
        };

        Assert.Equal(["longhorn-fast"], Longhorn.GroupsOf(job, Described.StackOf("prod").Storage.Classes));
    }

    [Fact]
    public async Task BackupKeysAreInASecret()
    {
        var secret = Named(await Plans.OfAsync("prod"), "longhorn-backup", "kubernetes:core/v1:Secret");

        Assert.Contains("stringData", secret.SecretInputs.Select(path => path.Split('.')[0]));
        Assert.Equal(["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"], secret.Inputs["stringData"]!.Keys);
    }

    [Fact]
    [Pitfall("longhorn-backup-target-url")]
    public async Task OtherServicesThanAmazonsHaveAnEndpoint()
    {
        var system = Described.StackOf("prod");
        var plan = await Plans.OfAsync(
            system with
            {
                Storage = system.Storage with
                {
                    BackupTarget = system.Storage.BackupTarget! with { Endpoint = ServiceEndpoint.Parse("fsn1.your-objectstorage.com") },
                },
            });

        Assert.Contains("AWS_ENDPOINTS", Named(plan, "longhorn-backup", "kubernetes:core/v1:Secret").Inputs["stringData"]!.Keys);
    }

    [Fact]
    [Pitfall("snapshots-velero-wait")]
    [Pitfall("velero-snapshot-class")]
    public async Task SnapshotClassHasVelerosLabel()
    {
        var made = Named(await Plans.OfAsync("prod"), "longhorn-snapshot-class");

        Assert.Equal("true", made.Inputs["metadata"]!["labels"]!["velero.io/csi-volumesnapshot-class"]!.Text);
        Assert.Equal(("driver.longhorn.io", "snap"), (made.Inputs["driver"]!.Text, made.Inputs["parameters"]!["type"]!.Text));
    }

    [Fact]
    public async Task CreatesLocalClassesOnlyWithoutLonghorn()
    {
        var system = Described.StackOf("prod");
        var plan = await Plans.OfAsync(system with
        {
            Storage = new()
            {
                Classes = [new() { Name = "scratch", Provisioner = StorageProvisioner.LocalPath, ReclaimPolicy = ReclaimPolicy.Delete }],
            },
            Apps = [],
            Databases = new(),
        });

        Each.Lacks(
            plan.Resources,
            resource => resource.Name.Contains("longhorn", StringComparison.Ordinal) || resource.Type == "kubernetes:core/v1:NodePatch");
        var made = Named(plan, "storage-scratch");
        Assert.Equal(
            ("rancher.io/local-path", "WaitForFirstConsumer"),
            (made.Inputs["provisioner"]!.Text, made.Inputs["volumeBindingMode"]!.Text));
    }

    private static PlanResource Named(PlanGraph plan, string name, string? type = null) =>
        plan.Resources.Single(resource => resource.Name == name && !resource.IsComponent && (type is null || resource.Type == type));
}
