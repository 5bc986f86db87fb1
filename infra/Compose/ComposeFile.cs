using Infra.Model;
using Infra.Model.Yaml;
using Infra.Naming;
using static Infra.Model.Yaml.OrderedMap;

namespace Infra.Compose;

/// <summary>
/// The Compose file of a project. It contains no secret: variables that are secrets are in a file of mode 0600 for each service, beside it.
/// </summary>
public static class ComposeFile
{
    /// <summary>Network of all services on a host that are not in its own network, so that each finds the others by their names.</summary>
    public const string SharedNetwork = "infra";

    /// <summary>Name of a project's own network in its file.</summary>
    internal const string Default = "default";

    /// <summary>Name of the file in the folder of its project.</summary>
    public const string Name = "compose.yaml";

    /// <summary>Path of the file with a service's secret variables, from the project's folder.</summary>
    /// <param name="service">Name of the service.</param>
    public static string VariablesPath(string service) => $"secrets/{service}.env";

    /// <summary>Path of a file of a service, from the project's folder.</summary>
    /// <param name="service">The service.</param>
    /// <param name="file">The file.</param>
    public static string PathOf(ComposeService service, AppFileSpec file) =>
        $"{(file.Secret is null ? "files" : "secrets")}/{service.Name}/{file.Name}";

    /// <summary>Variable of the project's <c>.env</c> file with the digest of a service's secrets.</summary>
    /// <param name="service">Name of the service.</param>
    public static string DigestVariable(string service) => "SECRETS_" + string.Concat(
        service.Select(static letter => char.IsAsciiLetterOrDigit(letter) ? char.ToUpperInvariant(letter) : '_'));

    /// <summary>The text of the file.</summary>
    /// <param name="project">The project.</param>
    public static string Of(ComposeProject project)
    {
        var services = Map([.. project.Services.Select(static each => (each.Name, (object)ServiceOf(each)))]);
        var file = Map(("name", project.Name), ("services", services));
        if (VolumesOf(project) is { Count: > 0 } volumes)
        {
            file["volumes"] = Map([.. volumes.Select(name => (name, (object)Map(("external", true), ("name", name))))]);
        }

        var own = Keyed(project.Services.SelectMany(static service => service.Networks));
        var networks = Map([.. own.Select(static name => (name, (object)Map()))]);
        if (SharedNetworkOf(project) is not null)
        {
            networks[SharedNetwork] = Map(("external", true), ("name", SharedNetwork));
        }

        if (networks.Count > 0)
        {
            file["networks"] = networks;
        }

        return YamlText.Write(file);
    }

    /// <summary>Network of all projects that a project is in, which exists before it is brought up; null for none.</summary>
    /// <param name="project">The project.</param>
    public static string? SharedNetworkOf(ComposeProject project) =>
        project.Services.Any(static service => service is { HostNetwork: false, JoinsOthers: true }) ? SharedNetwork : null;

    /// <summary>The named volumes of a project, which exist before it is brought up.</summary>
    /// <param name="project">The project.</param>
    public static IReadOnlyList<string> VolumesOf(ComposeProject project) =>
        Keyed(project.Services.SelectMany(static service => service.Volumes.Select(VolumeOf)).OfType<string>());

    /// <summary>User and group of a volume that is new: those of its first service with a described user; null for its image's.</summary>
    /// <param name="project">The project.</param>
    /// <param name="volume">The volume.</param>
    public static string? OwnerOf(ComposeProject project, string volume) => project.Services
        .FirstOrDefault(service => service.User is not null && service.Volumes.Any(mount => VolumeOf(mount) == volume))?.User;

    private static OrderedDictionary<string, object> ServiceOf(ComposeService service)
    {
        var map = Map(("image", Escape(service.Image)), ("restart", RestartOf(service.Restart)));
        Add("profiles", service.Profile is { } profile ? [profile] : []);
        Add("entrypoint", service.Entrypoint);
        Add("command", service.Command);
        AddNetworks(map, service);
        if (service.Hosts.Count > 0)
        {
            map["extra_hosts"] = service.Hosts.Select(static host => (object)$"{host.Name}:{host.Address}").ToList();
        }

        Add("ports", [.. service.Ports.Select(PortOf)]);
        if (service.ReadOnlyRoot)
        {
            map["read_only"] = true;
        }

        AddRights(map, service);
        if (service.Environment.Count > 0)
        {
            map["environment"] = Map([.. service.Environment.Select(static one => (one.Name, (object)Escape(one.Value)))]);
        }

        Add("env_file", service.SecretEnvironment.Count > 0 ? ["./" + VariablesPath(service.Name)] : []);
        AddMounts(map, service);
        Add("tmpfs", service.InMemory);
        Add("devices", service.Devices);
        if (service.Health is { } health)
        {
            map["healthcheck"] = Map(
                ("test", health.Test.Select(static word => (object)Escape(word)).ToList()),
                ("interval", health.Interval),
                ("timeout", health.Timeout),
                ("retries", health.Retries),
                ("start_period", health.StartPeriod));
        }

        if (service.DependsOn.Count > 0)
        {
            map["depends_on"] = Map([.. service.DependsOn.Select(
                static on => (on.Service, (object)Map(("condition", on.Healthy ? "service_healthy" : "service_started"))))]);
        }

        if (service.StopGracePeriod is { } grace)
        {
            map["stop_grace_period"] = ComposeUnits.Time(grace);
        }

        map["deploy"] = Map(("resources", Map(("limits", Map(("cpus", service.Cpu), ("memory", service.Memory))))));
        map["logging"] = Map(("driver", "json-file"), ("options", Map(("max-size", "10m"), ("max-file", "3"))));
        if (LabelsOf(service) is { Count: > 0 } labels)
        {
            map["labels"] = labels;
        }

        return map;

        void Add(string key, IReadOnlyList<string> values)
        {
            if (values.Count > 0)
            {
                map[key] = values.Select(static value => (object)Escape(value)).ToList();
            }
        }
    }

    private static void AddMounts(OrderedDictionary<string, object> map, ComposeService service)
    {
        List<object> mounts =
        [
            .. service.Volumes.Select(mount => MountOf(service, mount)),
            .. service.Files.Select(file => Escape($"./{PathOf(service, file)}:{file.Path}:ro")),
        ];
        if (mounts.Count > 0)
        {
            map["volumes"] = mounts;
        }
    }

    // Docker copies the image's folder into an empty volume, with its owner and mode, where the described user may not write.
    private static object MountOf(ComposeService service, string mount)
    {
        if (service.User is null || VolumeOf(mount) is not { } volume)
        {
            return Escape(mount);
        }

        var parts = mount.Split(':');
        var map = Map(("type", "volume"), ("source", volume), ("target", Escape(parts[1])));
        if (parts is [_, _, "ro"])
        {
            map["read_only"] = true;
        }

        map["volume"] = Map(("nocopy", true));
        return map;
    }

    private static void AddNetworks(OrderedDictionary<string, object> map, ComposeService service)
    {
        if (service.HostNetwork)
        {
            map["network_mode"] = "host";
            return;
        }

        IReadOnlyList<string> own = service.Networks.Count > 0 ? service.Networks : [Default];
        IReadOnlyList<string> all = service.JoinsOthers ? [.. own, SharedNetwork] : own;
        // Who is in the project's own network is in the shared one too, and finds the names there.
        map["networks"] = service.Aliases.Count == 0
            ? all.ToList<object>()
            : Map([.. all.Select(
                name => (name, (object)(name == Default ? Map() : Map(("aliases", service.Aliases.ToList<object>())))))]);
    }

    private static void AddRights(OrderedDictionary<string, object> map, ComposeService service)
    {
        if (service.HostProcesses)
        {
            map["pid"] = "host";
        }

        if (service.User is not null)
        {
            map["user"] = service.User;
        }

        if (service.Privileged)
        {
            map["privileged"] = true;
            return;
        }

        if (service.Capabilities is { } capabilities)
        {
            map["cap_drop"] = new List<object> { "ALL" };
            if (capabilities.Count > 0)
            {
                map["cap_add"] = capabilities.ToList<object>();
            }
        }

        if (!service.Escalation)
        {
            map["security_opt"] = new List<object> { "no-new-privileges:true" };
        }
    }

    private static OrderedDictionary<string, object> LabelsOf(ComposeService service)
    {
        var labels = Map([.. service.Labels.Select(static label => (label.Key, (object)Escape(label.Value)))]);
        var files = service.Files.Where(static file => file.Secret is null).ToList();
        if (files.Count > 0)
        {
            labels[ComposeService.FilesLabel] = Digest.Of(string.Join('\0', files.Select(static file => $"{file.Path}\0{file.Content}")));
        }

        if (service.HasSecrets)
        {
            labels[ComposeService.SecretsLabel] = $"${{{DigestVariable(service.Name)}}}";
        }

        return labels;
    }

    private static string PortOf(ComposePortSpec port)
    {
        var address = port.Address is { } at ? $"{at}:" : "";
        var protocol = port.Protocol == PortProtocol.Udp ? "/udp" : "";
        return $"{address}{port.Port}:{port.Target ?? port.Port}{protocol}";
    }

    private static string RestartOf(ComposeRestart restart) => restart switch
    {
        ComposeRestart.Always => "always",
        ComposeRestart.OnFailure => "on-failure",
        ComposeRestart.No => "no",
        _ => "unless-stopped",
    };

    private static string? VolumeOf(string mount)
    {
        var source = mount[..mount.IndexOf(':', StringComparison.Ordinal)];
        return source.Contains('/', StringComparison.Ordinal) || source[0] == '.' ? null : source;
    }

    private static List<string> Keyed(IEnumerable<string> names) =>
        [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    // Compose replaces variables in every text of the file.
    private static string Escape(string text) => text.Replace("$", "$$", StringComparison.Ordinal);
}
