using Infra.Model;
using Infra.Tests.Lab.Driver;
using Infra.Tests.Lab.Hosts;
using Infra.Tests.Lab.Scenarios;

namespace Infra.Tests.Lab.Docker;

/// <summary>A stack with Compose services on a managed host of the lab; its commands are those of the planned graph, over SSH.</summary>
internal sealed class ComposeStack
{
    /// <summary>Folder of the projects on the host.</summary>
    public const string Folder = "/opt/compose";

    private ComposeStack(LabNet net, LabDocker docker, Engine engine, SystemSpec system, string name) =>
        (Net, Docker, Engine, System, Name) = (net, docker, engine, system, name);

    /// <summary>The lab.</summary>
    public LabNet Net { get; }

    /// <summary>Name of the stack, with which its projects begin.</summary>
    public string Name { get; }

    /// <summary>Docker on the host.</summary>
    public LabDocker Docker { get; }

    /// <summary>The host.</summary>
    public LabHost Host => Docker.Host;

    /// <summary>The engine.</summary>
    public Engine Engine { get; }

    /// <summary>The described system, which tests change.</summary>
    public SystemSpec System { get; set; }

    /// <summary>A stack without apps on a host.</summary>
    /// <param name="net">The lab.</param>
    /// <param name="docker">Docker on the host.</param>
    /// <param name="name">Name of the stack.</param>
    public static async Task<ComposeStack> OnAsync(LabNet net, LabDocker docker, string name)
    {
        var host = docker.Host;
        var system = LabSystem.From(net.Mirror.Url);
        var key = (await net.Keys.OfAsync($"{host.Name}-host-key")).Public.Trim();

        // A node that is not there: its commands are not this lab's.
        var node = Described.Server("one", "198.18.64.1") with { Address = "198.18.65.1", HostKey = key };
        return new(
            net,
            docker,
            new(net) { Has = static command => command.StartsWith("docker-", StringComparison.Ordinal) },
            system with
            {
                Stack = system.Stack with { Name = name },
                Cluster = system.Cluster with { Provider = ClusterProvider.ExistingHosts, Nodes = [node] },
                Secrets = [.. system.Secrets, new() { Name = "first", Purpose = "Test" }, new() { Name = "second", Purpose = "Test" }],
                Compose = new()
                {
                    Hosts =
                    [
                        new()
                        {
                            Name = host.Name,
                            Address = host.Address,
                            HostKey = key,
                            Managed = true,
                            Engine = new() { Install = false },
                        },
                    ],
                },
            },
            name);
    }

    /// <summary>Name of a project of this stack.</summary>
    public string ProjectOf(string project) => $"{Name}-{project}";

    /// <summary>Describes an app in a project of this stack, in place of one of the same name.</summary>
    public void Put(
        string project, string app, Func<AppSpec, AppSpec>? change = null, Func<ComposeServiceSpec, ComposeServiceSpec>? compose = null)
    {
        var service = new ComposeServiceSpec { Host = Host.Name, Project = ProjectOf(project) };
        var described = new AppSpec
        {
            Name = app,
            Image = "lab/web:1",
            RunsOn = Placement.Compose,
            GracePeriod = Duration.Parse("1s"),
            Resources = new() { LimitCpu = Quantity.Parse("0.5"), LimitMemory = Quantity.Parse("64M") },
            Compose = compose?.Invoke(service) ?? service,
        };
        System = System with
        {
            Apps = [.. System.Apps.Where(other => other.Name != app), change?.Invoke(described) ?? described],
        };
    }

    /// <summary>Removes an app from the description.</summary>
    public void Remove(string app) => System = System with { Apps = [.. System.Apps.Where(other => other.Name != app)] };

    /// <summary>Describes another folder of the projects.</summary>
    public void Move(string folder) =>
        System = System with { Compose = new() { Hosts = [System.Compose.Hosts[0] with { Directory = folder }] } };

    /// <summary>Gives the stack's secrets other values; the last one of a name counts.</summary>
    public void Reveal(params (string Name, string Value)[] secrets) => Engine.Config =
        secrets.GroupBy(secret => SecretKeys.Of(System, secret.Name), StringComparer.Ordinal)
            .ToDictionary(secret => secret.Key, secret => secret.Last().Value, StringComparer.Ordinal);

    /// <summary>Brings the host to the described state.</summary>
    public Task<UpResult> UpAsync(params Fault[] faults) => Engine.UpAsync(System, faults);

    /// <summary>Runs all steps of the host again, also those without a change.</summary>
    public Task<UpResult> AgainAsync() => Engine.UpAgainAsync(System);

    /// <summary>The command of a project of this stack.</summary>
    public string CommandOf(string project) => $"docker-{Host.Name}-{ProjectOf(project)}";

    /// <summary>The containers of a project of this stack, by their services: another id is another container.</summary>
    public Task<IReadOnlyDictionary<string, string>> RunningAsync(string project) => Docker.RunningAsync(ProjectOf(project));

    /// <summary>The content of a file of a project; null where there is none.</summary>
    public string? Read(string project, string path) => Host.Read($"{Folder}/{ProjectOf(project)}/{path}");
}
