using Infra.Cluster;
using Infra.Model;
using Infra.Parts;
using Infra.Tests.Support;

namespace Infra.Tests.Cluster;

public sealed class NodePreparationTests
{
    [Fact]
    [Pitfall("longhorn-host-packages")]
    public void LonghornFindsItsRequirementsOnTheHost()
    {
        var requests = NodeRequests.Of(StackParts.All, Described.StackOf("prod"));

        Assert.Superset(new HashSet<string> { "open-iscsi", "nfs-common", "cryptsetup", "dmsetup", "curl" }, requests.Packages.ToHashSet());
        Assert.Superset(new HashSet<string> { "iscsi_tcp", "dm_crypt" }, requests.Modules.ToHashSet());
        Assert.Contains("systemctl enable --now --quiet iscsid", Prepare(), StringComparison.Ordinal);
    }

    [Fact]
    public void RequestsOfAllPartsAreSortedAndOccurOnce()
    {
        var packages = NodeRequests.Of([.. StackParts.All, .. StackParts.All], Described.StackOf("prod")).Packages;

        Assert.Equal(packages.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), packages);
    }

    [Fact]
    [Pitfall("longhorn-multipath")]
    public void MultipathLeavesLonghornsDevicesAlone() => Assert.Contains("devnode \"^sd[a-z0-9]+\"", Prepare(), StringComparison.Ordinal);

    [Fact]
    [Pitfall("traefik-low-ports")]
    public void TraefikMayListenOnLowPortsWithoutRoot() =>
        Assert.Contains("net.ipv4.ip_unprivileged_port_start=80", NodeRequests.Of(StackParts.All, Described.StackOf("prod")).Sysctls);

    [Fact]
    public void WireguardIsLoadedOnlyWhereItIsUsed()
    {
        Assert.DoesNotContain("wireguard", NodePreparation.Requests(new()).Modules);
        Assert.Contains("wireguard", NodePreparation.Requests(new() { FlannelBackend = FlannelBackend.WireguardNative }).Modules);
    }

    private static string Prepare() => NodeStep.Compose("prepare", "one", new Dictionary<string, string>());
}
