using Infra.Model;
using Infra.Parts;

namespace Infra.Cluster;

/// <summary>The settings of nodes that k3s itself depends on.</summary>
public static class NodePreparation
{
    /// <summary>
    /// The packages of downloads, of the host firewall and, where it is used, of WireGuard; the kernel settings that the kubelet requires
    /// with <c>protect-kernel-defaults</c> (k3s hardening guide), and forwarding.
    /// </summary>
    /// <param name="k3s">k3s as described.</param>
    public static NodeRequests Requests(K3sSpec k3s)
    {
        var wireguard = k3s.FlannelBackend == FlannelBackend.WireguardNative;
        return new()
        {
            Packages = wireguard ? ["ca-certificates", "curl", "nftables", "wireguard-tools"] : ["ca-certificates", "curl", "nftables"],
            Modules = wireguard ? ["br_netfilter", "overlay", "wireguard"] : ["br_netfilter", "overlay"],
            Sysctls =
            [
                "fs.inotify.max_user_instances=1024",
                "kernel.panic=10",
                "kernel.panic_on_oops=1",
                "net.ipv4.ip_forward=1",
                "vm.overcommit_memory=1",
                "vm.panic_on_oom=0",
            ],
        };
    }
}
