namespace Infra.Model.Validation;

/// <summary>Rules of what runs in Docker Compose.</summary>
public static class ComposeRules
{
    private const string OrUnmanaged = ", or managed: false if others bring it up";

    /// <summary>Least memory of a container (https://docs.docker.com/engine/containers/resource_constraints/).</summary>
    private const decimal LeastMemory = 6 * 1024 * 1024;

    /// <summary>
    /// Smallest part of a processor: the kernel gives at least 1 ms of each 100 ms
    /// (https://github.com/moby/moby/blob/master/daemon/daemon_unix.go, verifyPlatformContainerResources).
    /// </summary>
    private const decimal LeastCpu = 0.01m;

    /// <summary>
    /// Shortest name of a volume or profile (https://github.com/moby/moby/blob/master/daemon/names/names.go, RestrictedNameChars; for
    /// profiles https://docs.docker.com/reference/compose-file/services/#profiles).
    /// </summary>
    private const int ShortestName = 2;

    /// <summary>Networks that each project has, beside those it describes: its own, and that of all services on the host.</summary>
    private static readonly string[] OwnNetworks = ["default", "infra"];

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        CheckHosts(context);
        var services = new List<Service>();
        foreach (var app in context.Spec.Apps)
        {
            Add(app, app.RunsOn, app.Compose, app, null);
        }

        foreach (var server in context.Spec.Databases.Servers())
        {
            Add(server, server.RunsOn, server.Compose, null, server);
        }

        foreach (var service in services)
        {
            CheckService(context, service);
        }

        foreach (var host in services.GroupBy(static service => service.Host.Name, StringComparer.Ordinal))
        {
            CheckVolumes(context, [.. host.Where(static service => service.Compose.Managed)]);
            foreach (var project in host.GroupBy(static service => service.Project, StringComparer.Ordinal))
            {
                CheckProject(context, [.. project]);
            }
        }

        void Add(INamed record, Placement runsOn, ComposeServiceSpec? compose, AppSpec? app, IDatabaseServerSpec? server)
        {
            if (Resolve(context, record, runsOn, compose) is { } host)
            {
                services.Add(new(record, compose!, host, app, server));
            }
        }
    }

    private static void CheckHosts(ValidationContext context)
    {
        var hosts = context.Spec.Compose.Hosts;
        context.Unique(hosts, "Docker host");
        var addresses = new UniqueWords(context, "address", "address of a Docker host");
        foreach (var host in hosts)
        {
            addresses.Add(host, host.Address);
        }
    }

    /// <summary>The host of a service; null for what does not run in Docker, or on no host that is described.</summary>
    private static ComposeHostSpec? Resolve(ValidationContext context, INamed record, Placement runsOn, ComposeServiceSpec? compose)
    {
        if (runsOn is not (Placement.Compose or Placement.Both))
        {
            return null;
        }

        if (compose is null)
        {
            context.Error(record, "runsOn", "it runs in Docker, and nothing says how", "set compose with at least host");
            return null;
        }

        context.Resolve(compose, "host", "Docker host", compose.Host, context.Spec.Compose.Hosts);
        return context.Spec.Compose.Host(compose.Host);
    }

    private static void CheckService(ValidationContext context, Service service)
    {
        var (record, compose, app) = (service.Record, service.Compose, service.App);
        if (compose.Health?.Port is { } port && app is not null)
        {
            context.Resolve(compose.Health, "port", $"port of '{app.Name}'", port, app.Ports);
        }

        foreach (var network in compose.Networks.Where(OwnNetworks.Contains))
        {
            context.Error(compose, "networks", $"'{network}' is a network that every project has", "write a name of its own");
        }

        var paths = new UniqueWords(context, "path", "path in the container");
        foreach (var volume in compose.Volumes)
        {
            paths.Add(volume, volume.Path);
        }

        if (!service.IsBroughtUp)
        {
            return;
        }

        if ((compose.Image ?? app?.Image) is null)
        {
            context.Error(
                compose,
                "image",
                service.Server is null
                    ? $"'{record.Name}' has no image"
                    : $"the image of '{record.Name}' is that of the cluster's operator, which Docker cannot start",
                $"write an image for Docker{OrUnmanaged}");
        }

        if (app?.Kind is WorkloadKind.HelmChart or WorkloadKind.CronJob)
        {
            context.Error(
                compose,
                null,
                $"'{record.Name}' is a {(app.Kind == WorkloadKind.CronJob ? "cronJob" : "helmChart")}, which Docker cannot run",
                $"describe what runs in Docker as an app of its own{OrUnmanaged}");
        }

        foreach (var mount in app?.Mounts ?? [])
        {
            if (mount.SubPath.Length > 0 && !compose.Volumes.Any(volume => volume.Path == mount.Path))
            {
                context.Error(
                    mount,
                    "subPath",
                    $"'{record.Name}' runs in Docker, which mounts whole volumes",
                    $"write a volume for {mount.Path} under compose.volumes{OrUnmanaged}");
            }
        }

        if (compose.HostNetwork && compose.Port is { } published && app is { Ports: [var first, ..] } && first.Port != published)
        {
            context.Error(
                compose,
                "port",
                $"the container is in the network of the host, where it listens on {first.Port}",
                $"write {first.Port}, or take hostNetwork away");
        }

        var limits = compose.Resources ?? app?.Resources ?? service.Server!.Resources;
        if (limits.LimitMemory.Value < LeastMemory)
        {
            context.Error(
                compose.Resources is null ? record : limits,
                compose.Resources is null ? "resources" : "limitMemory",
                $"Docker starts no container with less than 6Mi of memory, and the limit of '{record.Name}' is {limits.LimitMemory}",
                "write 6Mi or more");
        }

        if (limits.LimitCpu.Value < LeastCpu)
        {
            context.Error(
                compose.Resources is null ? record : limits,
                compose.Resources is null ? "resources" : "limitCpu",
                $"Docker starts no container with less than 10m of a processor, and the limit of '{record.Name}' is {limits.LimitCpu}",
                "write 10m or more");
        }

        CheckNames(context, service);
    }

    private static void CheckNames(ValidationContext context, Service service)
    {
        foreach (var mount in service.App?.Mounts ?? [])
        {
            if (!service.Compose.Volumes.Any(volume => volume.Path == mount.Path))
            {
                Check(mount, "name", mount.Name, "volume");
            }
        }

        foreach (var volume in service.Compose.Volumes)
        {
            Check(volume, "volume", volume.Volume, "volume");
        }

        Check(service.Compose, "profile", service.Compose.Profile, "profile");

        void Check(object record, string key, string? name, string what)
        {
            if (name is { Length: < ShortestName })
            {
                context.Error(record, key, $"Docker takes no {what} with a name of one letter, '{name}'", "write two letters or more");
            }
        }
    }

    private static void CheckProject(ValidationContext context, List<Service> services)
    {
        var names = new Dictionary<string, Service>(StringComparer.Ordinal);
        foreach (var service in services)
        {
            if (!names.TryAdd(service.Name, service))
            {
                context.Error(
                    service.Compose,
                    "service",
                    $"the project '{service.Project}' on '{service.Host.Name}' has a service '{service.Name}' already, "
                        + $"that of '{names[service.Name].Record.Name}'",
                    "write another service or project");
            }

            if (service.Compose.Managed != services[0].Compose.Managed)
            {
                context.Error(
                    service.Compose,
                    "managed",
                    $"the project '{service.Project}' on '{service.Host.Name}' is brought up as a whole, and "
                        + $"'{services[0].Record.Name}' of it is managed: {(services[0].Compose.Managed ? "true" : "false")}",
                    "write the same for all services of the project, or another project");
            }
        }

        if (!services[0].IsBroughtUp)
        {
            return;
        }

        foreach (var service in services)
        {
            CheckDependencies(context, service, names);
        }

        CheckCycle(context, services, names);
    }

    private static void CheckDependencies(ValidationContext context, Service service, Dictionary<string, Service> names)
    {
        foreach (var name in service.Compose.DependsOn)
        {
            if (!names.TryGetValue(name, out var other))
            {
                context.ResolveWord(
                    service.Compose, "dependsOn", $"service of the project '{service.Project}'", name, [.. names.Keys]);
            }
            else if (other.Compose.Profile is { } profile && profile != service.Compose.Profile)
            {
                context.Error(
                    service.Compose,
                    "dependsOn",
                    $"'{name}' starts with the profile '{profile}' alone, and '{service.Name}' without it",
                    $"write profile: {profile} here too, or take it away there");
            }
        }
    }

    private static void CheckCycle(ValidationContext context, List<Service> services, Dictionary<string, Service> names)
    {
        // Takes away what depends on nothing that is left; what remains depends on itself.
        var left = services.Select(static service => service.Name).ToHashSet(StringComparer.Ordinal);
        while (left.RemoveWhere(name => !names[name].Compose.DependsOn.Any(left.Contains)) > 0)
        {
        }

        if (services.Find(service => left.Contains(service.Name)) is { } first)
        {
            context.Error(
                first.Compose,
                "dependsOn",
                $"{string.Join(", ", left.Order(StringComparer.Ordinal).Select(static name => $"'{name}'"))} wait for each other",
                "take one of the dependencies away");
        }
    }

    /// <summary>A volume that two services write to is a mistake, unless it is described as shared.</summary>
    private static void CheckVolumes(ValidationContext context, List<Service> services)
    {
        var writers = new Dictionary<string, Service>(StringComparer.Ordinal);
        foreach (var service in services)
        {
            var own = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (record, key, volume, shared) in Written(context.Spec, service))
            {
                if (!own.Add(volume) || writers.TryAdd(volume, service) || shared)
                {
                    continue;
                }

                context.Error(
                    record,
                    key,
                    $"'{writers[volume].Record.Name}' writes to the volume '{volume}' of '{service.Host.Name}' too",
                    record is ComposeVolumeSpec
                        ? "write another name, readOnly: true, or shared: true if both may write to it"
                        : "mount another volume, or give the volume the accessMode readWriteMany if both may write to it");
            }
        }
    }

    private static IEnumerable<(object Record, string Key, string Volume, bool Shared)> Written(SystemSpec system, Service service)
    {
        foreach (var mount in service.App?.Mounts ?? [])
        {
            if (!mount.ReadOnly && !service.Compose.Volumes.Any(volume => volume.Path == mount.Path))
            {
                var isShared = system.Storage.Volumes.Any(
                    volume => volume.Name == mount.Name && volume.AccessMode == AccessMode.ReadWriteMany);
                yield return (mount, "name", mount.Name, isShared);
            }
        }

        foreach (var volume in service.Compose.Volumes)
        {
            if (volume is { Volume: { } name, ReadOnly: false })
            {
                yield return (volume, "volume", name, volume.Shared);
            }
        }
    }

    private sealed record Service(
        INamed Record, ComposeServiceSpec Compose, ComposeHostSpec Host, AppSpec? App, IDatabaseServerSpec? Server)
    {
        public string Name => Compose.ServiceOf(Record.Name);

        public string Project => Compose.ProjectOf(Record.Name);

        public bool IsBroughtUp => Host.Managed && Compose.Managed;
    }
}
