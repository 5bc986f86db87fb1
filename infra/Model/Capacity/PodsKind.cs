namespace Infra.Model.Capacity;

/// <summary>Kind of pods in the sums of a cluster.</summary>
public enum PodsKind
{
    /// <summary>Parts of the platform, k3s's own included.</summary>
    Platform,

    /// <summary>Database servers, with what runs beside them.</summary>
    Database,

    /// <summary>Apps, the slot that is not live included.</summary>
    App,

    /// <summary>Scheduled jobs, which may all run at once.</summary>
    Job,
}
