namespace Infra.Model;

/// <summary>Reclaim policy: what happens to a volume when its claim is deleted.</summary>
[VerbatimNames]
public enum ReclaimPolicy
{
    /// <summary>Keeps the volume, to be freed by hand.</summary>
    Retain,

    /// <summary>Deletes the volume with its data.</summary>
    Delete,
}
