namespace Infra.Model;

/// <summary>An app or a database server as a Docker Compose service.</summary>
[NotBuiltYet(ConnectionsAllowed = true)]
public sealed record ComposeServiceSpec
{
    /// <summary>Name of the Docker host.</summary>
    [ObjectName]
    public required string Host { get; init; }

    /// <summary>Compose project of the service.</summary>
    [FreeText]
    public string Project { get; init; } = "";

    /// <summary>Name of the service in the project. Defaults to the name of the app or server.</summary>
    [EntryName]
    public string? Service { get; init; }

    /// <summary>Compose profile that starts the service; null (default) to start it always.</summary>
    [EntryName]
    public string? Profile { get; init; }

    /// <summary>Path of the Compose file, from the repository's root, for hosts that the program manages.</summary>
    public string? File { get; init; }

    /// <summary>Port that the host publishes; null (default) for none.</summary>
    [Port]
    public int? Port { get; init; }
}
