using System.Net;
using System.Net.Sockets;

namespace Infra.Lab.Double;

/// <summary>A port that accepts connections and never answers; tests check which hosts can connect, e.g. to etcd.</summary>
internal sealed class SilentPort : IDisposable
{
    private readonly TcpListener _listener;

    /// <summary>Starts to listen; throws if another process uses the port.</summary>
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
