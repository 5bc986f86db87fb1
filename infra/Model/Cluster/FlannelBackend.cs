namespace Infra.Model;

/// <summary>How pods on different nodes reach each other.</summary>
public enum FlannelBackend
{
    /// <summary>VXLAN, unencrypted, inside the private network.</summary>
    Vxlan,

    /// <summary>WireGuard in the kernel, encrypted (<c>wireguard-native</c>).</summary>
    WireguardNative,

    /// <summary>Plain routes; nodes must share one layer 2 segment (<c>host-gw</c>).</summary>
    HostGw,
}
