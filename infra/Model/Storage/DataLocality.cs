namespace Infra.Model;

/// <summary>Whether a volume has a copy on the node that uses it.</summary>
public enum DataLocality
{
    /// <summary>Copies are wherever there is room.</summary>
    Disabled,

    /// <summary>A copy follows its user where there is room for it.</summary>
    BestEffort,

    /// <summary>The only copy is on the node of its user, which stays there: the speed of a local disk, and gone with the node.</summary>
    StrictLocal,
}
