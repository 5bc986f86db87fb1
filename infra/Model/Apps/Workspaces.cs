namespace Infra.Model;

/// <summary>The development environments of a system, as ordinary apps.</summary>
public static class Workspaces
{
    private const string Http = "http";
    private const string Home = "/home/coder";

    /// <summary>User of code-server's image (coder/code-server ci/release-image/Dockerfile).</summary>
    private const int User = 1000;

    /// <summary>Adds to a system what each workspace is made of: an app, its volume, its host and its password.</summary>
    /// <param name="system">The system as described.</param>
    /// <param name="origin">Takes each added record and the workspace that it comes from, at whose lines its problems are reported.</param>
    public static SystemSpec Expand(SystemSpec system, Action<WorkspaceSpec, object> origin)
    {
        if (system.Workspaces.Count == 0)
        {
            return system;
        }

        return system with
        {
            Apps = [.. system.Apps, .. system.Workspaces.Select(workspace => From(workspace, AppOf(workspace)))],
            Storage = system.Storage with
            {
                Volumes = [.. system.Storage.Volumes, .. system.Workspaces.Select(workspace => From(workspace, VolumeOf(workspace)))],
            },
            Ingress = system.Ingress with
            {
                Hosts = [.. system.Ingress.Hosts, .. system.Workspaces.Select(workspace => From(workspace, HostOf(workspace)))],
            },
            Secrets = [.. system.Secrets, .. system.Workspaces.Select(workspace => From(workspace, PasswordOf(workspace)))],
        };

        T From<T>(WorkspaceSpec workspace, T record)
            where T : class
        {
            origin(workspace, record);
            return record;
        }
    }

    /// <summary>Name of a workspace's app and volume.</summary>
    public static string NameOf(WorkspaceSpec workspace) => $"code-{workspace.Name}";

    /// <summary>
    /// The app. It starts the server without the image's entry point, whose <c>fixuid</c> needs root: user and owner of the volume are the
    /// same anyway.
    /// </summary>
    private static AppSpec AppOf(WorkspaceSpec workspace) => new()
    {
        Name = NameOf(workspace),
        Description = $"Development environment of {workspace.Name}",
        Namespace = workspace.Namespace,
        Kind = WorkloadKind.StatefulSet,
        Image = workspace.Image,
        Command = ["dumb-init", "code-server"],
        Args = ["--bind-addr", "0.0.0.0:8080", "--disable-telemetry", "--disable-update-check", Home],
        Ports = [new() { Name = Http, Port = 8080 }],
        Env = [new() { Name = "PASSWORD", Secret = SecretOf(workspace) }, new() { Name = "HOME", Value = Home }],
        Mounts = [new() { Name = NameOf(workspace), Path = Home }],
        Scratch = [new() { Name = "tmp", Path = "/tmp", Size = Quantity.Parse("1Gi") }],
        Security = new() { User = User },
        Resources = workspace.Resources,
        StartupProbe = Healthy("5s", failures: 24),
        ReadinessProbe = Healthy("10s", failures: 3),
        LivenessProbe = Healthy("30s", failures: 6),
        Calls = workspace.Calls,
        Egress = workspace.Internet.Count == 0 ? [] : [new() { Name = "internet", Tcp = workspace.Internet }],
    };

    // Answers without the password.
    private static ProbeSpec Healthy(string period, int failures) => new()
    {
        Path = "/healthz",
        Period = Duration.Parse(period),
        FailureThreshold = failures,
    };

    private static VolumeSpec VolumeOf(WorkspaceSpec workspace) => new()
    {
        Name = NameOf(workspace),
        Size = workspace.Size,
        Class = workspace.Class,
        Owner = NameOf(workspace),
    };

    private static HostSpec HostOf(WorkspaceSpec workspace) => new()
    {
        Name = NameOf(workspace),
        Label = $"{workspace.Name}.code",
        App = NameOf(workspace),
        Port = Http,
        AllowFrom = workspace.AllowFrom,
    };

    private static SecretSpec PasswordOf(WorkspaceSpec workspace) => new()
    {
        Name = SecretOf(workspace),
        Purpose = $"Password of {workspace.Name}'s development environment",
        Generated = true,
    };

    private static string SecretOf(WorkspaceSpec workspace) => $"{NameOf(workspace)}-password";
}
