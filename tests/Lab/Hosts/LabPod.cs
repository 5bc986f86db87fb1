namespace Infra.Tests.Lab.Hosts;

/// <summary>A pod on a host: a network namespace whose packets the host forwards.</summary>
internal sealed class LabPod : IAsyncDisposable
{
    private const string Address = "10.42.9.2";
    private readonly NetworkSpace _space;

    private LabPod(NetworkSpace space) => _space = space;

    /// <summary>Creates a pod on a host.</summary>
    public static async Task<LabPod> OnAsync(LabNet lab, LabHost host)
    {
        var space = await NetworkSpace.CreateAsync($"{lab.Space.Name}-pod");
        await host.Space.ConfigureAsync(
            $"link add cni0 type veth peer name eth0 netns {space.Name}",
            "addr add 10.42.9.1/24 dev cni0",
            "link set cni0 up");
        await space.ConfigureAsync($"addr add {Address}/24 dev eth0", "link set eth0 up", "route add default via 10.42.9.1");
        await host.Space.RunAsync("bash", "-c", "echo 1 >/proc/sys/net/ipv4/ip_forward");
        await lab.Space.ConfigureAsync($"route add {Address}/32 via {host.PrivateAddress}");
        return new(space);
    }

    /// <summary>Whether the pod can connect within two seconds.</summary>
    public async Task<bool> ReachesAsync(string address, int port) =>
        (await _space.RunAsync("timeout", "2", "bash", "-c", $"(</dev/tcp/{address}/{port}) 2>/dev/null && echo yes || echo no"))
            .Trim() == "yes";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _space.DeleteAsync();
}
