using System.Net;
using System.Text.Json;
using Infra.Tests.Lab.Databases;

namespace Infra.Tests.Lab.Monitoring;

/// <summary>A real HTTP server on loopback that stands for the receivers of alerts, and keeps what they get.</summary>
internal sealed class NotificationServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly List<(string Path, string Body)> _requests = [];
    private readonly Dictionary<(string Path, string Alert), int> _failures = [];
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

    /// <summary>Answers the next requests to a path that name an alert with 500; they are not kept.</summary>
    public void Fail(string path, string alert, int times)
    {
        lock (_lock)
        {
            _failures[(path, alert)] = times;
        }
    }

    /// <summary>Requests to a path that name an alert and are still to be answered with 500.</summary>
    public int FailuresLeft(string path, string alert)
    {
        lock (_lock)
        {
            return _failures.GetValueOrDefault((path, alert));
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

    /// <summary>
    /// The alerts of a name and state in the notifications at a path, in Alertmanager's form for webhooks: one for each time that an alert
    /// was sent.
    /// </summary>
    public IReadOnlyList<JsonElement> Alerts(string path, string state, string name) =>
    [
        .. Bodies(path).SelectMany(body => JsonElement.Parse(body).GetProperty("alerts").EnumerateArray())
            .Where(alert => alert.GetProperty("status").GetString() == state
                && alert.GetProperty("labels").GetProperty("alertname").GetString() == name),
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
            foreach (var (failing, left) in _failures)
            {
                if (left > 0 && failing.Path == path && body.Contains(failing.Alert, StringComparison.Ordinal))
                {
                    _failures[failing] = left - 1;
                    return false;
                }
            }

            _requests.Add((path, body));
            return true;
        }
    }
}
