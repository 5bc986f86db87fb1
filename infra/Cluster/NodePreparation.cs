using Infra.Model;

namespace Infra.Cluster;

/// <summary>What a host must have before k3s and Longhorn can run on it.</summary>
public static class NodePreparation
{
    /// <summary>Debian and Ubuntu packages: Longhorn's (iSCSI, NFS, encryption), the downloads', the host firewall's, and WireGuard's tools where it is used.</summary>
    public static IReadOnlyList<string> Packages(K3sSpec k3s) =>
        k3s.FlannelBackend == FlannelBackend.WireguardNative
            ? ["ca-certificates", "cryptsetup", "curl", "dmsetup", "nfs-common", "nftables", "open-iscsi", "wireguard-tools"]
            : ["ca-certificates", "cryptsetup", "curl", "dmsetup", "nfs-common", "nftables", "open-iscsi"];

    /// <summary>Kernel modules loaded now and at each boot.</summary>
    public static IReadOnlyList<string> Modules(K3sSpec k3s) =>
        k3s.FlannelBackend == FlannelBackend.WireguardNative
            ? ["br_netfilter", "dm_crypt", "iscsi_tcp", "overlay", "wireguard"]
            : ["br_netfilter", "dm_crypt", "iscsi_tcp", "overlay"];

    /// <summary>
    /// Kernel settings: those the kubelet insists on with <c>protect-kernel-defaults</c> (k3s hardening guide), forwarding,
    /// and port 80 for a Traefik that runs in the host's network without root.
    /// </summary>
    public static IReadOnlyList<string> Sysctls { get; } =
    [
        "fs.inotify.max_user_instances=1024",
        "kernel.panic=10",
        "kernel.panic_on_oops=1",
        "net.ipv4.ip_forward=1",
        "net.ipv4.ip_unprivileged_port_start=80",
        "vm.overcommit_memory=1",
        "vm.panic_on_oom=0",
    ];
}
