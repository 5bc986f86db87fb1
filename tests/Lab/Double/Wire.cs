using System.Net.Sockets;
using System.Text;

namespace Infra.Lab.Double;

/// <summary>Requests between hosts. Certificates are not verified: a full token checks the CA instead.</summary>
internal static class Wire
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        ConnectCallback = ConnectAsync,
        PooledConnectionLifetime = TimeSpan.FromSeconds(30),
        UseProxy = false,
        SslOptions = new() { RemoteCertificateValidationCallback = static (_, _, _, _) => true },
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Returns the response; null if there is none within the timeout.</summary>
    public static async Task<HttpAnswer?> CallAsync(string method, string url, string body = "", string token = "", int seconds = 4)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        try
        {
            using var request = new HttpRequestMessage(new(method), url) { Content = new StringContent(body, Encoding.UTF8) };
            request.Headers.Add("X-Token", token);
            using var response = await Client.SendAsync(request, limit.Token);
            return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(limit.Token));
        }
        catch (Exception error) when (error is HttpRequestException or SocketException or OperationCanceledException or IOException)
        {
            return null;
        }
    }

    /// <summary>Timeout for connecting: short, because a running host accepts at once. The response may take longer.</summary>
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(1));
        Socket? socket = null;
        try
        {
            socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(context.DnsEndPoint, limit.Token);
            var stream = new NetworkStream(socket, ownsSocket: true);
            socket = null;
            return stream;
        }
        finally
        {
            socket?.Dispose();
        }
    }

    /// <summary>Whether a server answers.</summary>
    public static async Task<bool> AnswersAsync(string address) =>
        await CallAsync("GET", $"https://{address}:6443/ping") is { Status: 200 };
}
