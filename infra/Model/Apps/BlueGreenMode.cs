namespace Infra.Model;

/// <summary>How far an app can have two versions at once.</summary>
public enum BlueGreenMode
{
    /// <summary>One version: another mechanism (high availability) or none.</summary>
    None,

    /// <summary>Both slots run.</summary>
    Full,

    /// <summary>One writer only: the other slot is made from a copy of the data and takes over in a short stop.</summary>
    Partial,
}
