namespace Infra.Model;

/// <summary>Degree to which an app supports two versions at once.</summary>
public enum BlueGreenMode
{
    /// <summary>One version only: the app uses another mechanism (high availability) or none.</summary>
    None,

    /// <summary>Both slots run at the same time.</summary>
    Full,

    /// <summary>
    /// One version at a time on one volume: a snapshot is taken, the former version stops, the other one starts. The snapshot is the way
    /// back to the former data.
    /// </summary>
    Partial,
}
