using System.Net.Sockets;
using System.Text;
using Infra.Tests.Lab.Apps;
using Infra.Tests.Support;

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
        _ = AcceptLoop.ServeAsync(listener, AnswerAsync);
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private async Task AnswerAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var request = new StringBuilder();
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            request.AppendLine(line);
        }

        var (status, body) = _answer(request.ToString());
        await stream.WriteAsync(PageServer.Answer(status, body));
    }
}
