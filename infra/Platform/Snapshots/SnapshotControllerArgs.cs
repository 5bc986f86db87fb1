namespace Infra.Platform;

/// <summary>Inputs of a <see cref="SnapshotController"/>.</summary>
public sealed record SnapshotControllerArgs
{
    /// <summary>Labels of every object.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Refuses to delete the definitions, and with them every snapshot object of the cluster.</summary>
    public bool Protect { get; init; }
}
