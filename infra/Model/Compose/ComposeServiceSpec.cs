namespace Infra.Model;

/// <summary>An app or a database server as a Docker Compose service.</summary>
public sealed record ComposeServiceSpec
{
    /// <summary>The Docker host.</summary>
    public required string Host { get; init; }

    /// <summary>The compose project it is in.</summary>
    public string Project { get; init; } = "";

    /// <summary>The service's name there. Defaults to the name of the app or server.</summary>
    public string? Service { get; init; }

    /// <summary>The profile that starts it; null (default) for always.</summary>
    public string? Profile { get; init; }

    /// <summary>The compose file, from the repository's root, for hosts the program manages.</summary>
    public string? File { get; init; }

    /// <summary>The port the host publishes; null (default) when none.</summary>
    public int? Port { get; init; }
}
