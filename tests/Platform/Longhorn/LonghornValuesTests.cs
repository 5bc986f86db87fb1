using Infra.Model;
using Infra.Platform;
using Infra.Tests.Support;
using Newtonsoft.Json.Linq;
using YamlDotNet.Serialization;

namespace Infra.Tests.Platform;

public sealed class LonghornValuesTests
{
    private static readonly TaintSpec Storage = new() { Name = "dedicated", Value = "storage" };

    [SkippableTheory]
    [InlineData("1.11.3")]
    [InlineData("1.12.1")]
    [Pitfall("longhorn-kubelet-folder")]
    public void ChartKnowsEveryKey(string version)
    {
        var known = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object?>>(
            File.ReadAllText(Repository.Reference("data", "charts", $"longhorn-{version}", "values.yaml")));
        var values = Values(new() { Version = version }, [Hourly()], [Storage], "s3://bucket@region/");

        Assert.Empty(Unknown(values, JToken.FromObject(known), ""));
    }

    [Fact]
    [Pitfall("longhorn-reserved-space")]
    public void ReservesNoSpaceBeyondThePlannedCapacity()
    {
        var settings = Values(new() { MinimalFreePercent = 10 })["defaultSettings"]!;

        Assert.Equal(
            (100, 10, 10),
            (
                (int)settings["storageOverProvisioningPercentage"]!,
                (int)settings["storageMinimalAvailablePercentage"]!,
                (int)settings["storageReservedPercentageForDefaultDisk"]!));
    }

    [Fact]
    public void OnlyLabelledNodesProvideDisks() => Assert.True((bool?)Values(new())["defaultSettings"]!["createDefaultDiskLabeledNodes"]);

    [Fact]
    [Pitfall("longhorn-drain-last-replica")]
    public void DrainDoesNotWaitForTheLastReplica() =>
        Assert.Equal("allow-if-replica-is-stopped", (string?)Values(new())["defaultSettings"]!["nodeDrainPolicy"]);

    [Fact]
    [Pitfall("longhorn-pod-on-down-node")]
    public void DeletesPodsOnNodesThatAreDown() =>
        Assert.Equal("delete-both-statefulset-and-deployment-pod", (string?)Values(new())["defaultSettings"]!["nodeDownPodDeletionPolicy"]);

    [Theory]
    [InlineData("1.11.3", null)]
    [InlineData("1.12.1", false)]
    public void ChartsOwnStorageClassIsNotTheDefault(string version, bool? made)
    {
        var persistence = Values(new() { Version = version })["persistence"]!;

        Assert.False((bool?)persistence["defaultClass"]);
        Assert.Equal(made, (bool?)persistence["createStorageClass"]);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [Pitfall("longhorn-uninstall")]
    public void AllowsUninstallationWhereNothingIsProtected(bool protect, bool confirmed) =>
        Assert.Equal(confirmed, (bool?)Values(new(), protect: protect)["defaultSettings"]!["deletingConfirmationFlag"]);

    [Fact]
    [Pitfall("longhorn-snapshot-limit")]
    public void RaisesTheSnapshotLimitToTheScheduledNumber()
    {
        Assert.Equal(168, (int?)Values(new(), [Hourly()])["defaultSettings"]!["recurringJobMaxRetention"]);
        Assert.Null(Values(new())["defaultSettings"]!["recurringJobMaxRetention"]);
    }

    [Fact]
    [Pitfall("longhorn-taints")]
    public void AllPartsTolerateTheTaintsOfTheirNodes()
    {
        var values = Values(new(), taints: [Storage, new() { Name = TaintSpec.ControlPlane }]);

        Assert.Equal(
            "dedicated:NoSchedule; node-role.kubernetes.io/control-plane:NoSchedule",
            (string?)values["defaultSettings"]!["taintToleration"]);
        Assert.Equal(
            [("dedicated", "Exists", "NoSchedule"), (TaintSpec.ControlPlane, "Exists", "NoSchedule")],
            values["global"]!["tolerations"]!.Select(one => ((string?)one["key"], (string?)one["operator"], (string?)one["effect"])));
    }

    [Theory]
    [InlineData("longhorn", "s3://backups@us-east-1/longhorn/")]
    [InlineData("/a/b/", "s3://backups@us-east-1/a/b/")]
    [InlineData("", "s3://backups@us-east-1/")]
    [Pitfall("longhorn-backup-target-url")]
    public void BackupTargetEndsInASlash(string folder, string url) =>
        Assert.Equal(
            url,
            LonghornValues.TargetUrl(
                new() { Region = "us-east-1", Bucket = "backups", Folder = folder, AccessKey = "a", SecretKey = "s" }));

    private static RecurringJobSpec Hourly() =>
        new()
        {
            Name = "snapshot-1h",
            Task = RecurringTask.Snapshot,
            Schedule = CronSchedule.Parse("0 * * * *"),
            KeepFor = Duration.Parse("7d"),
            Retain = 168,
        };

    private static JObject Values(
        LonghornSpec spec, RecurringJobSpec[]? jobs = null, TaintSpec[]? taints = null, string? target = null, bool protect = false) =>
        JObject.FromObject(LonghornValues.For(spec, jobs ?? [], taints ?? [], target, "longhorn-backup", protect));

    private static IEnumerable<string> Unknown(JToken given, JToken known, string path) => given is JObject map
        ? map.Properties().SelectMany(entry => known is not JObject keys || keys.Property(entry.Name) is not { } key
            ? [$"{path}.{entry.Name}"]
            : key.Value is JObject { Count: > 0 } ? Unknown(entry.Value, key.Value, $"{path}.{entry.Name}") : [])
        : [];
}
