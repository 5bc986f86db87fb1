using Infra.Lab.Double;

namespace Infra.Tests.Lab.Doubles;

/// <summary>Tests of the options of a cluster reset that the double of k3s accepts and refuses, as documented for k3s.</summary>
public sealed class ClusterResetTests
{
    [Fact]
    public void ResetWithoutASnapshotUsesTheServersData() => Assert.Null(ClusterReset.Parse(["--cluster-reset"]).Snapshot);

    [Fact]
    public void SnapshotIsAFile() =>
        Assert.Equal("/s", ClusterReset.Parse(["--cluster-reset", "--cluster-reset-restore-path=/s", "--etcd-s3=false"]).Snapshot);

    [Fact]
    public void RefusesUnknownOptions() =>
        Assert.Contains(
            "--cluster-init",
            Assert.Throws<RefusedException>(() => ClusterReset.Parse(["--cluster-reset", "--cluster-init"])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void RefusesAConfigurationWithAServerToJoin() =>
        Assert.StartsWith(
            "cannot perform cluster-reset while server URL is set",
            new ClusterReset(null).Refusal("https://198.18.64.1:6443", flagged: false),
            StringComparison.Ordinal);

    [Fact]
    public void SecondResetRequiresAStart() =>
        Assert.StartsWith(
            "Managed etcd cluster membership was previously reset",
            new ClusterReset(null).Refusal(null, flagged: true),
            StringComparison.Ordinal);

    [Fact]
    public void SnapshotCanBeRestoredRepeatedly() => Assert.Null(new ClusterReset("/s").Refusal(null, flagged: true));
}
