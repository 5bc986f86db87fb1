using Infra.Model;
using Infra.Platform;

namespace Infra.Tests.Platform;

public sealed class BackupPoliciesTests
{
    [Fact]
    public void RestoreTestUsesTheFirstLonghornClassThatDeletesAndMayMove()
    {
        StorageClassSpec[] unsuitable =
        [
            new() { Name = "kept", ReclaimPolicy = ReclaimPolicy.Retain },
            new() { Name = "folder", ReclaimPolicy = ReclaimPolicy.Delete, Provisioner = StorageProvisioner.LocalPath },
            new() { Name = "local", ReclaimPolicy = ReclaimPolicy.Delete, Locality = DataLocality.StrictLocal, Replicas = 1 },
        ];
        var suitable = new StorageClassSpec { Name = "fast", ReclaimPolicy = ReclaimPolicy.Delete };

        Assert.Null(BackupPolicies.ScratchClass(unsuitable));
        Assert.Equal("fast", BackupPolicies.ScratchClass([.. unsuitable, suitable, suitable with { Name = "second" }]));
    }

    [Theory]
    [InlineData("events")]
    [InlineData("events.events.k8s.io")]
    [InlineData("endpoints")]
    [InlineData("endpointslices.discovery.k8s.io")]
    [InlineData("leases.coordination.k8s.io")]
    [InlineData("jobs.batch")]
    public void KindsThatTheClusterWritesItselfAreLeftOut(string kind) => Assert.Contains(kind, BackupPolicies.Excluded([]));
}
