using Infra.Cluster;
using Infra.Model;

namespace Infra.Tests.Cluster;

public sealed class NodePreparationTests
{
    [Fact]
    [Pitfall("longhorn-host-packages")]
    public void LonghornFindsWhatItNeedsOnTheHost()
    {
        Assert.Superset(new HashSet<string> { "open-iscsi", "nfs-common", "cryptsetup", "dmsetup", "curl" }, NodePreparation.Packages(new()).ToHashSet());
        Assert.Superset(new HashSet<string> { "iscsi_tcp", "dm_crypt" }, NodePreparation.Modules(new()).ToHashSet());
        Assert.Contains("systemctl enable --now --quiet iscsid", Prepare(), StringComparison.Ordinal);
    }

    [Fact]
    [Pitfall("longhorn-multipath")]
    public void MultipathLeavesLonghornsDevicesAlone() => Assert.Contains("devnode \"^sd[a-z0-9]+\"", Prepare(), StringComparison.Ordinal);

    [Fact]
    [Pitfall("traefik-low-ports")]
    public void TraefikMayListenOnLowPortsWithoutRoot() => Assert.Contains("net.ipv4.ip_unprivileged_port_start=80", NodePreparation.Sysctls);

    [Fact]
    public void WireguardComesOnlyWhereItIsUsed()
    {
        Assert.DoesNotContain("wireguard", NodePreparation.Modules(new()));
        Assert.Contains("wireguard", NodePreparation.Modules(new() { FlannelBackend = FlannelBackend.WireguardNative }));
    }

    private static string Prepare() => NodeStep.Compose("prepare", "one", new Dictionary<string, string>(), ClusterSpec.Root);
}
