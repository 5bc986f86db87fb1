using System.Net.Sockets;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>Watches the API servers from outside, as a client would.</summary>
internal static class ReadyProbe
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        SslOptions = new() { RemoteCertificateValidationCallback = static (_, _, _, _) => true },
    })
    {
        Timeout = TimeSpan.FromSeconds(5),
    };

    /// <summary>Whether a server says that it is ready.</summary>
    public static async Task<bool> IsReadyAsync(string address)
    {
        try
        {
            return await Client.GetStringAsync(new Uri($"https://{address}:6443/readyz")) == "ok";
        }
        // A server that goes away while a connection to it is made ends in a bare SocketException.
        catch (Exception error) when (error is HttpRequestException or SocketException or TaskCanceledException)
        {
            return false;
        }
    }

    /// <summary>The fewest servers that were ready at a time while something ran.</summary>
    public static async Task<int> FewestDuringAsync(LabCluster cluster, Task running)
    {
        var fewest = await cluster.CountReadyAsync();
        while (!running.IsCompleted)
        {
            fewest = Math.Min(fewest, await cluster.CountReadyAsync());
            await Task.Delay(50);
        }
        return fewest;
    }
}
