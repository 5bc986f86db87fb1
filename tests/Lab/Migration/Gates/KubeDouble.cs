using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Migration.Gates;

/// <summary>
/// The API server as <c>kubectl</c> of a lab host sees it, with prepared objects. Commands that the gates do not use are refused.
/// </summary>
internal sealed class KubeDouble : IDisposable
{
    private readonly TcpListener _listener;
    private readonly SortedDictionary<string, JsonObject> _objects = new(StringComparer.Ordinal);
    private readonly List<string> _commands = [];

    /// <summary>Answers at a port that is listened at already.</summary>
    public KubeDouble(TcpListener listener)
    {
        _listener = listener;
        _ = AcceptLoop.ServeAsync(listener, AnswerAsync);
    }

    /// <summary>Whether it answers; otherwise connections stay open without an answer.</summary>
    public bool Answers { get; set; } = true;

    /// <summary>Addresses behind services, by <c>namespace/service:port</c>.</summary>
    public Dictionary<string, string> Services { get; } = new(StringComparer.Ordinal);

    /// <summary>Answer to a command in a pod; an exception is its failure.</summary>
    public Func<string, string, string> Exec { get; set; } = static (pod, command) =>
        throw new InvalidOperationException($"{pod}: {command}");

    /// <summary>Called for each deleted object, by <c>namespace/kind/name</c>.</summary>
    public Action<string> Deleted { get; set; } = static _ => { };

    /// <summary>Called for each applied object, by <c>namespace/kind/name</c>.</summary>
    public Action<string, JsonObject> Applied { get; set; } = static (_, _) => { };

    /// <summary>The commands so far.</summary>
    public IReadOnlyList<string> Commands
    {
        get
        {
            lock (_commands)
            {
                return [.. _commands];
            }
        }
    }

    /// <summary>Takes everything away.</summary>
    public void Clear()
    {
        lock (_commands)
        {
            _commands.Clear();
            _objects.Clear();
            Services.Clear();
            (Answers, Deleted, Applied) = (true, static _ => { }, static (_, _) => { });
        }
    }

    /// <summary>Puts an object, by <c>namespace/kind/name</c>; the namespace may be empty.</summary>
    public void Put(string key, string json)
    {
        var value = JsonNode.Parse(json)!.AsObject();
        var parts = key.Split('/');
        var metadata = value["metadata"]?.AsObject() ?? [];
        metadata["namespace"] = parts[0];
        metadata["name"] = parts[2];
        value["metadata"] = metadata;
        lock (_commands)
        {
            _objects[key] = value;
        }
    }

    /// <summary>An object; null where there is none.</summary>
    public JsonObject? Get(string key)
    {
        lock (_commands)
        {
            return _objects.GetValueOrDefault(key);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private async Task AnswerAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var length = 0;
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            length = line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase) ? int.Parse(line[16..], null) : length;
        }

        var body = new char[length];
        await reader.ReadBlockAsync(body);
        if (!Answers)
        {
            await reader.ReadLineAsync();
            return;
        }

        var (status, text) = Run(new(body));
        var bytes = Encoding.UTF8.GetBytes(text);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status} Answer\r\nConnection: close\r\nContent-Length: {bytes.Length}\r\n\r\n"));
        await stream.WriteAsync(bytes);
    }

    private (int Status, string Text) Run(string form)
    {
        var fields = form.Split('&').Select(static field => field.Split('=')).ToList();
        var words = fields.Where(static field => field[0] == "w").Select(static field => WebUtility.UrlDecode(field[1])).ToList();
        var input = fields.FirstOrDefault(static field => field[0] == "stdin") is [_, var sent] ? WebUtility.UrlDecode(sent) : "";
        lock (_commands)
        {
            _commands.Add(string.Join(' ', words));
            try
            {
                return Run(words, input);
            }
            catch (InvalidOperationException refused)
            {
                return (400, refused.Message);
            }
        }
    }

    private (int Status, string Text) Run(List<string> words, string input)
    {
        var @namespace = Take(words, "-n") ?? "";
        var labels = Take(words, "-l");
        var output = Take(words, "-o");
        var optional = words.Remove("--ignore-not-found");
        words.RemoveAll(static word => word is "-A" or "--wait=false" || word.StartsWith("--grace-period", StringComparison.Ordinal));
        switch (words)
        {
            case ["get", "--raw", "/readyz"]:
                return (200, "ok");
            case ["get", var kinds]:
                return (200, Printed(output, List(@namespace, kinds, labels)));
            case ["get", var kind, var name]:
                return _objects.TryGetValue($"{@namespace}/{Kind(kind)}/{name}", out var found) ? (200, Printed(output, found))
                    : optional ? (200, "")
                    : (400, $"Error from server (NotFound): {kind} \"{name}\" not found");
            case ["create", "configmap", var name]:
                Put($"{@namespace}/configmap/{name}", "{}");
                return (200, "created");
            case ["patch", "configmap", var name, "--type", "merge", "-p", var patch]:
                _objects[$"{@namespace}/configmap/{name}"]["data"] = JsonNode.Parse(patch)!["data"]!.DeepClone();
                return (200, "patched");
            case ["delete", var kind, var name]:
                var key = $"{@namespace}/{Kind(kind)}/{name}";
                _objects.Remove(key);
                Deleted(key);
                return (200, "deleted");
            case ["apply", "--server-side", .., "-f", "-"]:
                var applied = JsonNode.Parse(input)!.AsObject();
                var place = $"{applied["metadata"]!["namespace"]}/service/{applied["metadata"]!["name"]}";
                _objects[place] = applied;
                Applied(place, applied);
                return (200, "applied");
            case ["exec", .. var rest]:
                rest.Remove("-i");
                return (200, Exec(rest[0], string.Join(' ', rest.Skip(4))));
            case ["port-forward", "--address", "127.0.0.1", var service, var port]:
                return Services.TryGetValue($"{@namespace}/{service["service/".Length..]}{port}", out var address)
                    ? (202, address)
                    : (400, $"Error from server (NotFound): services \"{service}\" not found");
            default:
                return (400, $"the double does not support: kubectl {string.Join(' ', words)}");
        }
    }

    private JsonObject List(string @namespace, string kinds, string? labels)
    {
        var wanted = kinds.Split(',').Select(Kind).ToHashSet(StringComparer.Ordinal);
        var items = new JsonArray();
        foreach (var (key, value) in _objects)
        {
            var parts = key.Split('/');
            if ((@namespace.Length == 0 || parts[0] == @namespace) && wanted.Contains(parts[1]) && Has(value, labels))
            {
                items.Add(value.DeepClone());
            }
        }

        return new() { ["items"] = items };
    }

    private static bool Has(JsonObject value, string? labels) => labels is null || labels.Split(',').All(
        label => value["metadata"]!["labels"]?[label.Split('=')[0]]?.ToString() == label.Split('=')[1]);

    private static string Kind(string kind) => kind.Contains('.', StringComparison.Ordinal) ? kind : kind.TrimEnd('s');

    private static string Printed(string? output, JsonObject found) =>
        output is null ? "found" : JsonPath.Print(output["jsonpath=".Length..], found);

    private static string? Take(List<string> words, string option)
    {
        // Options of a command in a pod are not kubectl's own.
        var at = words.IndexOf(option);
        if (at < 0 || (words.Contains("exec") && at > words.IndexOf("exec")))
        {
            return null;
        }

        var value = words[at + 1];
        words.RemoveRange(at, 2);
        return value;
    }
}
