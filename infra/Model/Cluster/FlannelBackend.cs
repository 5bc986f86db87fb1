namespace Infra.Model;

/// <summary>Network backend for traffic between pods on different nodes.</summary>
public enum FlannelBackend
{
    /// <summary>VXLAN: unencrypted, inside the private network.</summary>
    Vxlan,

    /// <summary>WireGuard in the kernel: encrypted (<c>wireguard-native</c>).</summary>
    WireguardNative,

    /// <summary>Host routes without a tunnel; all nodes must share one layer 2 network (<c>host-gw</c>).</summary>
    HostGw,
}
