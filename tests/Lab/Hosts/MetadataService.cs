using System.Net.Sockets;
using Infra.Cluster;

namespace Infra.Tests.Lab.Hosts;

/// <summary>The metadata service of a cloud: an address of the lab that accepts connections to port 80.</summary>
internal sealed class MetadataService : IDisposable
{
    private readonly TcpListener _listener;

    private MetadataService(TcpListener listener) => _listener = listener;

    /// <summary>Serves all hosts of a lab.</summary>
    public static async Task<MetadataService> StartAsync(LabNet lab)
    {
        await lab.Space.ConfigureAsync($"addr add {HostFirewall.MetadataAddress}/32 dev {LabNet.Bridge}");
        foreach (var host in lab.Hosts)
        {
            await host.Space.ConfigureAsync($"route add {HostFirewall.MetadataAddress}/32 dev lan0");
        }
        return new(lab.Space.Listen(HostFirewall.MetadataAddress, 80));
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();
}
