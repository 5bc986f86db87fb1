namespace Infra.Model;

/// <summary>Degree to which an app supports two versions at once.</summary>
public enum BlueGreenMode
{
    /// <summary>One version only: the app uses another mechanism (high availability) or none.</summary>
    None,

    /// <summary>Both slots run at the same time.</summary>
    Full,

    /// <summary>One slot may write: the other slot starts from a copy of the data and takes over during a short stop.</summary>
    Partial,
}
