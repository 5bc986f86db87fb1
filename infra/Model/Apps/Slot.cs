namespace Infra.Model;

/// <summary>A blue-green slot.</summary>
public enum Slot
{
    /// <summary>The first.</summary>
    Blue,

    /// <summary>The second.</summary>
    Green,
}
