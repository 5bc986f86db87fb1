using System.Net;
using System.Net.Sockets;
using Infra.Cluster;

namespace Infra.Tests.Lab.Hosts;

/// <summary>A cloud's metadata service, as far as it can be reached: the machine takes its address and connections to port 80.</summary>
internal sealed class MetadataService : IDisposable
{
    private readonly TcpListener _listener;

    /// <summary>Serves all hosts of a lab.</summary>
    public MetadataService(LabNet lab)
    {
        Shell.Run("ip", "addr", "add", HostFirewall.MetadataAddress + "/32", "dev", LabMachine.Bridge);
        foreach (var host in lab.Hosts)
        {
            Shell.Run("ip", "-n", host.Space, "route", "add", HostFirewall.MetadataAddress + "/32", "dev", "lan0");
        }
        _listener = new(IPAddress.Parse(HostFirewall.MetadataAddress), 80);
        _listener.Start();
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();
}
