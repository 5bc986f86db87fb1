using System.Net;
using System.Text.Json;
using Infra.Tests.Lab.Databases;

namespace Infra.Tests.Lab.Monitoring;

/// <summary>A real HTTP server on loopback that stands for the receivers of alerts, and keeps what they get.</summary>
internal sealed class NotificationServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly List<(string Path, string Body)> _requests = [];
    private readonly Dictionary<string, int> _failures = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly Task _serving;

    public NotificationServer()
    {
        Url = $"http://127.0.0.1:{PrivateServer.FreePort()}";
        _listener.Prefixes.Add($"{Url}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Address of the server.</summary>
    public string Url { get; }

    /// <summary>Answers the next requests to a path with 500; they are not kept.</summary>
    public void Fail(string path, int times)
    {
        lock (_lock)
        {
            _failures[path] = times;
        }
    }

    /// <summary>Requests to a path that are still to be answered with 500.</summary>
    public int FailuresLeft(string path)
    {
        lock (_lock)
        {
            return _failures.GetValueOrDefault(path);
        }
    }

    /// <summary>Bodies of the requests to a path, in order.</summary>
    public IReadOnlyList<string> Bodies(string path)
    {
        lock (_lock)
        {
            return [.. _requests.Where(request => request.Path == path).Select(request => request.Body)];
        }
    }

    /// <summary>The notifications at a path in Alertmanager's form for webhooks that have a state and an alert of a name.</summary>
    public IReadOnlyList<JsonElement> Notifications(string path, string status, string alert) =>
    [
        .. Bodies(path).Select(body => JsonElement.Parse(body))
            .Where(body => body.GetProperty("status").GetString() == status
                && body.GetProperty("alerts").EnumerateArray()
                    .Any(each => each.GetProperty("labels").GetProperty("alertname").GetString() == alert)),
    ];

    public void Dispose()
    {
        _listener.Close();
        _serving.Wait();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream);
                var (path, body) = (context.Request.Url!.AbsolutePath, await reader.ReadToEndAsync());
                context.Response.StatusCode = Keep(path, body) ? 200 : 500;
                context.Response.Close("ok"u8.ToArray(), willBlock: false);
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException or IOException)
            {
                if (!_listener.IsListening)
                {
                    return;
                }
            }
        }
    }

    private bool Keep(string path, string body)
    {
        lock (_lock)
        {
            if (_failures.GetValueOrDefault(path) is > 0 and var left)
            {
                _failures[path] = left - 1;
                return false;
            }

            _requests.Add((path, body));
            return true;
        }
    }
}
