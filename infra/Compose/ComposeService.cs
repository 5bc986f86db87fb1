using Infra.Model;

namespace Infra.Compose;

/// <summary>A service of a Docker Compose project, as the program plans it; it contains no secret's value.</summary>
/// <param name="Name">Its name in the project.</param>
/// <param name="Image">Its image, with a tag or a digest.</param>
public sealed record ComposeService(string Name, string Image)
{
    /// <summary>
    /// Label with the digest of the service's files: Compose replaces a container for a changed label, not for a changed file.
    /// </summary>
    public const string FilesLabel = "infra/files";

    /// <summary>
    /// Label with the digest of the service's secrets, which the host computes; the variable <c>SECRETS_SERVICE</c> of the project's
    /// <c>.env</c> file has it.
    /// </summary>
    public const string SecretsLabel = "infra/secrets";

    /// <summary>Program that replaces that of the image. Defaults to the image's.</summary>
    public IReadOnlyList<string> Entrypoint { get; init; } = [];

    /// <summary>Arguments of the image's program.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Variables in plain text. Defaults to none.</summary>
    public IReadOnlyList<(string Name, string Value)> Environment { get; init; } = [];

    /// <summary>Variables whose values are secrets, with the declared secrets. Defaults to none.</summary>
    public IReadOnlyList<(string Name, string Secret)> SecretEnvironment { get; init; } = [];

    /// <summary>Files in plain text or with a secret. Defaults to none.</summary>
    public IReadOnlyList<AppFileSpec> Files { get; init; } = [];

    /// <summary>Mounts, as <c>source:target:options</c>; a source without a slash is a volume. Defaults to none.</summary>
    public IReadOnlyList<string> Volumes { get; init; } = [];

    /// <summary>Folders, files and devices of the host that must exist before it starts. Defaults to none.</summary>
    public IReadOnlyList<string> HostPaths { get; init; } = [];

    /// <summary>Folders of the container in memory. Defaults to none.</summary>
    public IReadOnlyList<string> InMemory { get; init; } = [];

    /// <summary>Devices of the host. Defaults to none.</summary>
    public IReadOnlyList<string> Devices { get; init; } = [];

    /// <summary>Whether the container uses the network of the host. Defaults to false.</summary>
    public bool HostNetwork { get; init; }

    /// <summary>Networks of the project; empty (default) for its own one.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>Whether it is in the network that all services of the host share too. Defaults to true.</summary>
    public bool JoinsOthers { get; init; } = true;

    /// <summary>Names beside its own in the networks with services that may call it. Defaults to none.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Published ports. Defaults to none.</summary>
    public IReadOnlyList<ComposePortSpec> Ports { get; init; } = [];

    /// <summary>Names in the container's <c>/etc/hosts</c>, with their addresses. Defaults to none.</summary>
    public IReadOnlyList<(string Name, string Address)> Hosts { get; init; } = [];

    /// <summary>User and group; null (default) for the image's own.</summary>
    public string? User { get; init; }

    /// <summary>Whether the container sees the processes of the host. Defaults to false.</summary>
    public bool HostProcesses { get; init; }

    /// <summary>Whether the container has all rights on the host. Defaults to false.</summary>
    public bool Privileged { get; init; }

    /// <summary>Capabilities; null for those that Docker gives, empty (default) for none at all.</summary>
    public IReadOnlyList<string>? Capabilities { get; init; } = [];

    /// <summary>Whether processes may gain rights by a program's own bits. Defaults to false.</summary>
    public bool Escalation { get; init; }

    /// <summary>Whether the image's files cannot be changed. Defaults to true.</summary>
    public bool ReadOnlyRoot { get; init; } = true;

    /// <summary>Health check; null (default) for that of the image.</summary>
    public ComposeHealth? Health { get; init; }

    /// <summary>Services that must be up first, each with whether it has a health check to pass. Defaults to none.</summary>
    public IReadOnlyList<(string Service, bool Healthy)> DependsOn { get; init; } = [];

    /// <summary>Profile that starts it; null (default) to start it always.</summary>
    public string? Profile { get; init; }

    /// <summary>Case in which Docker starts the stopped container again.</summary>
    public ComposeRestart Restart { get; init; }

    /// <summary>Time that the container has to stop; null (default) for Docker's 10 seconds.</summary>
    public Duration? StopGracePeriod { get; init; }

    /// <summary>Largest amount of memory, as Compose writes it.</summary>
    public required string Memory { get; init; }

    /// <summary>Part of a processor at most, as Compose writes it.</summary>
    public required string Cpu { get; init; }

    /// <summary>Labels of the container. Defaults to none.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether the service has a secret, as a variable or as a file.</summary>
    public bool HasSecrets => SecretEnvironment.Count > 0 || Files.Any(static file => file.Secret is not null);
}
