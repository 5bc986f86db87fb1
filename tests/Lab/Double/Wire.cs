using System.Net.Sockets;
using System.Text;

namespace Infra.Lab.Double;

/// <summary>How hosts call one another. Nobody's certificate is checked here; a full token checks the authority instead.</summary>
internal static class Wire
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        ConnectTimeout = TimeSpan.FromSeconds(1),
        PooledConnectionLifetime = TimeSpan.FromSeconds(30),
        UseProxy = false,
        SslOptions = new() { RemoteCertificateValidationCallback = static (_, _, _, _) => true },
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>The answer; null when nobody answers in time.</summary>
    public static async Task<HttpAnswer?> CallAsync(string method, string url, string body = "", string token = "", int seconds = 2)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        try
        {
            using var request = new HttpRequestMessage(new(method), url) { Content = new StringContent(body, Encoding.UTF8) };
            request.Headers.Add("X-Token", token);
            using var response = await Client.SendAsync(request, limit.Token);
            return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(limit.Token));
        }
        catch (Exception error) when (error is HttpRequestException or SocketException or TaskCanceledException or IOException)
        {
            return null;
        }
    }

    /// <summary>Whether a server answers.</summary>
    public static async Task<bool> AnswersAsync(string address) => await CallAsync("GET", $"https://{address}:6443/ping") is { Status: 200 };
}
