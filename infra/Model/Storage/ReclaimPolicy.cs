namespace Infra.Model;

/// <summary>What becomes of a volume when its claim is deleted.</summary>
[VerbatimNames]
public enum ReclaimPolicy
{
    /// <summary>It stays, to be freed by hand.</summary>
    Retain,

    /// <summary>It is deleted with its data.</summary>
    Delete,
}
