using Infra.Cluster;
using Infra.Hosts;
using Infra.Model;
using Infra.Naming;
using Pulumi;
using Remote = Pulumi.Command.Remote;

namespace Infra.Compose;

/// <summary>
/// A managed Docker host and the Compose projects on it, over SSH with its pinned host key: Docker Engine, the host's firewall, then the
/// removal of services that are no longer described, a look at who holds the ports that are wanted, then each project by a command of its
/// own. Volumes are never deleted. Where a stack has no project, Docker Engine is that of the stack that owns the cluster.
/// </summary>
public sealed class ComposeHost : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:compose:ComposeHost";

    /// <summary>Minutes that the installation of Docker Engine may take, and the removal of projects.</summary>
    private const int EngineMinutes = 20;

    /// <summary>Minutes that the firewall may take.</summary>
    private const int FirewallMinutes = 5;

    /// <summary>Minutes that a project may take beside the time it has to be up: its images come first.</summary>
    private const int ImageMinutes = 25;

    /// <summary>Minutes that the look at the ports may take.</summary>
    private const int PortMinutes = 5;

    private readonly ComposeHostArgs _args;
    private readonly StackContext _context;
    private readonly SshHost _host;
    private readonly string _hostId;
    private readonly Dictionary<string, Resource> _up = new(StringComparer.Ordinal);

    /// <summary>The commands after which a project is up, by its name.</summary>
    public IReadOnlyDictionary<string, Resource> Up => _up;

    /// <summary>Brings the host to its described state.</summary>
    public ComposeHost(string name, ComposeHostArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        (_args, _context) = (args, context);
        var (host, key) = (args.Host, context.ConfigSecret(SecretKeys.SshPrivateKey));
        _host = SshHost.Existing(host.Name, host.SshUser, host.Address, host.SshPort, host.HostKey!, key);
        _hostId = ExistingHosts.IdOf(args.Host.HostKey!);
        if (args.Projects.Count == 0 && !context.System.OwnsCluster())
        {
            // Another stack's host, from which this one takes away what it brought up before, while its ports are closed.
            Guard($"{name}-firewall", [Remove($"{name}-projects", args.BeforeRemoval)]);
            RegisterOutputs();
            return;
        }

        var engine = Step($"{name}-engine", "compose/engine", EngineSettings.Of(context.System, args.Host), [], EngineMinutes);
        // Before the projects, so that no port is open for a moment.
        var guarded = Guard($"{name}-firewall", [engine]);
        var removed = Remove($"{name}-projects", [guarded, .. args.BeforeRemoval]);
        Resource[] ready = args.Ports.Count == 0 ? [removed] : [removed, FindHolders($"{name}-ports", removed)];
        foreach (var project in args.Projects)
        {
            _up.Add(project.Name, BringUp($"{name}-{project.Name}", project, [.. ready, .. args.After(project)]));
        }

        RegisterOutputs();
    }

    private Remote.Command Guard(string name, IReadOnlyList<Resource> after) => Step(
        name,
        "firewall",
        new Dictionary<string, string>
        {
            ["FIREWALL_OF"] = DockerFirewall.NameOf(_context.System),
            ["FIREWALL_RULES"] = DockerFirewall.Of(_context.System, _args.Host),
        },
        after,
        FirewallMinutes);

    private Remote.Command Remove(string name, IReadOnlyList<Resource> after) => Step(
        name,
        "compose/projects",
        new Dictionary<string, string>
        {
            ["OWNER"] = _context.System.Stack.Name,
            ["PROJECTS"] = ProjectParameters.ListOf(_args.Projects),
        },
        after,
        EngineMinutes);

    /// <summary>Finds out who holds the ports that the projects publish, before any of them is brought up.</summary>
    private Remote.Command FindHolders(string name, Resource removed) => Step(
        name,
        WantedPort.Step,
        WantedPort.Parameters(_args.Ports, [.. _args.Projects.Select(static project => project.Name)], docker: true),
        [removed],
        PortMinutes);

    private Remote.Command BringUp(string name, ComposeProject project, IReadOnlyList<Resource> after)
    {
        var secrets = ProjectSecrets.Of(project, _context);
        return Step(
            name,
            "compose/project",
            ProjectParameters.Of(project, _context.System.Stack.Name),
            after,
            ImageMinutes + ((ProjectParameters.UpSeconds(project) + 59) / 60),
            secrets,
            // With secrets, the whole input is one: the file is a key of its own so that its changes can be read.
            secrets is null ? [] : [ComposeFile.Of(project), Output.CreateSecret(secrets.Apply(NodeStep.Digest))]);
    }

    private Remote.Command Step(
        string name,
        string step,
        IReadOnlyDictionary<string, string> parameters,
        IReadOnlyList<Resource> after,
        int minutes,
        Output<string>? secrets = null,
        params IReadOnlyList<object> keys) => NodeCommand.Create(
            name,
            new()
            {
                Host = Output.Create(_host),
                Step = step,
                Script = Output.Create(NodeStep.Compose(step, _args.Host.Name, parameters)),
                Secrets = secrets,
                Triggers = [_hostId, .. keys],
                After = after,
                Minutes = minutes,
            },
            this);
}
