using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Apps;

/// <summary>A real HTTP server on this machine that answers each request with prepared bytes.</summary>
internal sealed class PageServer : IDisposable
{
    private readonly Func<int, byte[]?> _answer;
    private readonly List<string> _requests = [];
    private TcpListener? _listener;

    /// <summary>Takes a free port; nothing listens on it yet.</summary>
    /// <param name="answer">Answer to a request by its number, from 0; null to never answer it.</param>
    public PageServer(Func<int, byte[]?> answer)
    {
        _answer = answer;
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        Port = ((IPEndPoint)free.LocalEndpoint).Port;
    }

    /// <summary>Its port.</summary>
    public int Port { get; }

    /// <summary>Requests so far, with their headers.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>A server that listens.</summary>
    public static PageServer Listening(Func<int, byte[]?> answer)
    {
        var server = new PageServer(answer);
        server.Listen();
        return server;
    }

    /// <summary>An answer.</summary>
    /// <param name="status">Status with its reason.</param>
    /// <param name="body">Body.</param>
    /// <param name="header">A further header.</param>
    public static byte[] Answer(string status, string body, string header = "Server: test") => Encoding.UTF8.GetBytes(
        string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status}\r\n{header}\r\nConnection: close\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"));

    /// <summary>Starts to listen.</summary>
    public void Listen()
    {
        _listener = new(IPAddress.Loopback, Port);
        _listener.Start();
        _ = AcceptLoop.ServeAsync(_listener, AnswerAsync);
    }

    /// <inheritdoc/>
    public void Dispose() => _listener?.Dispose();

    private async Task AnswerAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var request = new StringBuilder();
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            request.AppendLine(line);
        }

        int number;
        lock (_requests)
        {
            number = _requests.Count;
            _requests.Add(request.ToString());
        }

        if (_answer(number) is { } answer)
        {
            await stream.WriteAsync(answer);
        }
        else
        {
            // Until the client gives up.
            await reader.ReadLineAsync();
        }
    }
}
