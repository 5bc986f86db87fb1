using System.Collections.Immutable;
using System.Net.Sockets;

namespace Infra.Cluster;

/// <summary>
/// A probe that connects to the port of the API server: all servers at once, three seconds in all. It sends nothing, so it needs no rights
/// and no certificate; a server that is gone does not accept the connection.
/// </summary>
public sealed class ApiProbe : IApiProbe
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    private readonly int _port;

    /// <summary>A probe of the port of the API server.</summary>
    public ApiProbe()
        : this(Kubeconfig.Port)
    {
    }

    /// <summary>A probe of a port.</summary>
    /// <param name="port">The port.</param>
    public ApiProbe(int port) => _port = port;

    /// <inheritdoc/>
    public async Task<ImmutableArray<bool>> AnswersAsync(ImmutableArray<string> addresses)
    {
        using var limit = new CancellationTokenSource(Limit);
        return [.. await Task.WhenAll(addresses.Select(address => AnswersAsync(address, limit.Token))).ConfigureAwait(false)];
    }

    private async Task<bool> AnswersAsync(string address, CancellationToken limit)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address, _port, limit).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
