using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Infra.Tests.Lab.Apps;

/// <summary>A real HTTP server on a free port of loopback that gives the same answer to every request, and keeps the requests.</summary>
internal sealed class OneAnswerServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<string> _requests = [];
    private readonly Task _serving;

    /// <param name="answer">The whole answer, its lines separated by line feeds.</param>
    public OneAnswerServer(string answer)
    {
        _listener.Start();
        Url = $"http://{_listener.LocalEndpoint}";
        _serving = ServeAsync(Encoding.ASCII.GetBytes(answer.ReplaceLineEndings("\r\n")));
    }

    /// <summary>Address of the server.</summary>
    public string Url { get; }

    /// <summary>Ends the server; returns the requests, each with its headers.</summary>
    public async Task<IReadOnlyList<string>> RequestsAsync()
    {
        _listener.Stop();
        await _serving;
        return _requests;
    }

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync(byte[] answer)
    {
        while (true)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
                var request = new StringBuilder();
                while (await reader.ReadLineAsync() is { Length: > 0 } line)
                {
                    request.Append(line).Append('\n');
                }

                _requests.Add(request.ToString());
                await stream.WriteAsync(answer);
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException or IOException)
            {
                return;
            }
        }
    }
}
