namespace Infra.Preview.Diff;

/// <summary>Topics of findings, in the order in which they are shown.</summary>
public enum FindingTopic
{
    /// <summary>etcd loses its quorum, or its only server.</summary>
    Quorum,

    /// <summary>The run ends with an error.</summary>
    Refused,

    /// <summary>Steps of the migration are skipped, or have gates and data moves before them.</summary>
    Steps,

    /// <summary>Data is replaced, deleted or no longer described.</summary>
    Data,

    /// <summary>Something protected is touched, or protection ends.</summary>
    Protection,

    /// <summary>Servers are replaced, deleted, powered off, or k3s on them is restarted.</summary>
    Servers,

    /// <summary>A primary of a database moves, or its server restarts.</summary>
    Primary,

    /// <summary>An app cannot answer for a while.</summary>
    Downtime,

    /// <summary>Another version of an app goes live.</summary>
    Release,

    /// <summary>Addresses, hosts or certificates change.</summary>
    Addresses,

    /// <summary>The monthly cost changes.</summary>
    Money,
}
