namespace Infra.Model;

/// <summary>
/// Ports of a node that are in use before anything of the described system runs on it (K3s, "Networking":
/// https://docs.k3s.io/installation/requirements#networking).
/// </summary>
public static class NodePorts
{
    /// <summary>User of a TCP port, as the subject of a sentence; null for a free one.</summary>
    public static string? TcpUser(int port) => port switch
    {
        22 => "sshd",
        2379 or 2380 or 2381 or 2382 => "etcd",
        6443 or 6444 => "the API server",
        9100 => "the node exporter",
        10010 => "containerd",
        10248 or 10250 => "the kubelet",
        10249 or 10256 => "kube-proxy",
        10257 => "the controller manager",
        10258 => "the cloud controller manager",
        10259 => "the scheduler",
        >= NodePortAttribute.FirstPort and <= NodePortAttribute.LastPort => "kube-proxy, which hands out node ports from there,",
        _ => null,
    };

    /// <summary>
    /// Whether a UDP port carries the traffic between pods of different nodes: whoever reaches it is inside the pod network.
    /// </summary>
    public static bool IsPodNetwork(int port, FlannelBackend backend) => backend switch
    {
        FlannelBackend.Vxlan => port == 8472,
        FlannelBackend.WireguardNative => port is 51820 or 51821,
        _ => false,
    };
}
