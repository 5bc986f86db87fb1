namespace Infra.Model;

/// <summary>A blue-green slot.</summary>
public enum Slot
{
    /// <summary>The blue slot.</summary>
    Blue,

    /// <summary>The green slot.</summary>
    Green,
}
