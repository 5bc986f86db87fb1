namespace Infra.Model;

/// <summary>An app or a database server as a Docker Compose service.</summary>
public sealed record ComposeServiceSpec
{
    /// <summary>The Docker host.</summary>
    [ObjectName]
    public required string Host { get; init; }

    /// <summary>The compose project it is in.</summary>
    [FreeText]
    public string Project { get; init; } = "";

    /// <summary>The service's name there. Defaults to the name of the app or server.</summary>
    [EntryName]
    public string? Service { get; init; }

    /// <summary>The profile that starts it; null (default) for always.</summary>
    [EntryName]
    public string? Profile { get; init; }

    /// <summary>The compose file, from the repository's root, for hosts the program manages.</summary>
    public string? File { get; init; }

    /// <summary>The port the host publishes; null (default) when none.</summary>
    [Port]
    public int? Port { get; init; }
}
