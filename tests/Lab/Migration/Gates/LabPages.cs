using System.Net.Sockets;
using System.Text;

namespace Infra.Tests.Lab.Migration.Gates;

/// <summary>An HTTP server in the lab: the pods behind a forwarded port.</summary>
internal sealed class LabPages : IDisposable
{
    private readonly TcpListener _listener;
    private readonly Func<string, (string Status, string Body)> _answer;

    /// <summary>Answers at a port that is listened at already.</summary>
    /// <param name="listener">The port.</param>
    /// <param name="answer">Answer to a request by its lines.</param>
    public LabPages(TcpListener listener, Func<string, (string Status, string Body)> answer)
    {
        (_listener, _answer) = (listener, answer);
        _ = ServeAsync();
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                _ = AnswerAsync(await _listener.AcceptTcpClientAsync());
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII);
                var request = new StringBuilder();
                while (await reader.ReadLineAsync() is { Length: > 0 } line)
                {
                    request.AppendLine(line);
                }

                var (status, body) = _answer(request.ToString());
                await stream.WriteAsync(Encoding.UTF8.GetBytes(
                    $"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"));
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException)
        {
            // The client read as much as it wanted.
        }
    }
}
