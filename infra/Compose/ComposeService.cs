using Infra.Model.Yaml;
using static Infra.Model.Yaml.OrderedMap;

namespace Infra.Compose;

/// <summary>A service of a Docker Compose project.</summary>
/// <param name="Name">Its name in the project.</param>
/// <param name="Image">Its image, with a tag or a digest.</param>
public sealed record ComposeService(string Name, string Image)
{
    /// <summary>Arguments of the image's program.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Mounts, as <c>source:target:options</c>. Defaults to none.</summary>
    public IReadOnlyList<string> Volumes { get; init; } = [];

    /// <summary>Devices of the host. Defaults to none.</summary>
    public IReadOnlyList<string> Devices { get; init; } = [];

    /// <summary>User and group; null (default) for the image's own.</summary>
    public string? User { get; init; }

    /// <summary>Whether the container sees the processes of the host. Defaults to false.</summary>
    public bool HostProcesses { get; init; }

    /// <summary>Whether the container has all rights on the host. Defaults to false: then it has no capability at all.</summary>
    public bool Privileged { get; init; }

    /// <summary>Largest amount of memory, as Compose writes it.</summary>
    public required string Memory { get; init; }

    /// <summary>Part of a processor at most, as Compose writes it.</summary>
    public required string Cpu { get; init; }

    /// <summary>Labels of the container. Defaults to none.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// The service in Compose's format. All services are in the network of the host: ports that Docker publishes go around the host's
    /// firewall (https://docs.docker.com/engine/network/packet-filtering-firewalls/).
    /// </summary>
    public OrderedDictionary<string, object> ToMap()
    {
        var map = Map(("image", Image), ("restart", "unless-stopped"), ("network_mode", "host"), ("read_only", true));
        if (HostProcesses)
        {
            map["pid"] = "host";
        }

        if (User is not null)
        {
            map["user"] = User;
        }

        if (Privileged)
        {
            map["privileged"] = true;
        }
        else
        {
            map["cap_drop"] = new List<object> { "ALL" };
            map["security_opt"] = new List<object> { "no-new-privileges:true" };
        }

        Add("command", Command);
        Add("volumes", Volumes);
        Add("devices", Devices);
        map["deploy"] = Map(("resources", Map(("limits", Map(("cpus", Cpu), ("memory", Memory))))));
        map["logging"] = Map(("driver", "json-file"), ("options", Map(("max-size", "10m"), ("max-file", "3"))));
        if (Labels.Count > 0)
        {
            map["labels"] = Map([.. Labels.Select(label => (label.Key, (object)label.Value))]);
        }

        return map;

        void Add(string key, IReadOnlyList<string> values)
        {
            if (values.Count > 0)
            {
                map[key] = values.ToList<object>();
            }
        }
    }
}
