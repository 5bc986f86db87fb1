using System.Net;
using System.Net.Sockets;

namespace Infra.Lab.Double;

/// <summary>A port that takes connections and says nothing, such as those of etcd: who may reach it is what counts here.</summary>
internal sealed class SilentPort : IDisposable
{
    private readonly TcpListener _listener;

    /// <summary>Listens at once; refused where another process does.</summary>
    public SilentPort(int port)
    {
        _listener = new(IPAddress.Any, port);
        try
        {
            _listener.Start();
        }
        catch (SocketException)
        {
            throw new RefusedException($"listen tcp :{port}: bind: address already in use", fatal: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();
}
