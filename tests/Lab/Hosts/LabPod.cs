namespace Infra.Tests.Lab.Hosts;

/// <summary>A pod on a host: a network namespace behind it, whose packets the host forwards. It is gone with the lab.</summary>
internal sealed class LabPod
{
    private const string Space = LabMachine.Prefix + "pod";
    private const string Address = "10.42.9.2";

    /// <summary>Puts a pod on a host.</summary>
    public LabPod(LabHost host)
    {
        Shell.Run("ip", "netns", "add", Space);
        Shell.Run("ip", "link", "add", "eth0", "netns", Space, "type", "veth", "peer", "name", "cni0", "netns", host.Space);
        Shell.Run("ip", "-n", host.Space, "addr", "add", "10.42.9.1/24", "dev", "cni0");
        Shell.Run("ip", "-n", host.Space, "link", "set", "cni0", "up");
        Shell.Run("ip", "-n", Space, "addr", "add", Address + "/24", "dev", "eth0");
        Shell.Run("ip", "-n", Space, "link", "set", "eth0", "up");
        Shell.Run("ip", "-n", Space, "route", "add", "default", "via", "10.42.9.1");
        Shell.Run("ip", "netns", "exec", host.Space, "bash", "-c", "echo 1 >/proc/sys/net/ipv4/ip_forward");
        Shell.Run("ip", "route", "add", Address + "/32", "via", host.PrivateAddress);
    }

    /// <summary>Whether it gets a connection.</summary>
    public bool Reaches(string address, int port) => Reach.From(["ip", "netns", "exec", Space], address, port);
}
