namespace Infra.Databases;

/// <summary>Kind of object that an engine's operator reads, with what its end or a change of it does to data and servers.</summary>
/// <param name="Type">Type token.</param>
public sealed record ObjectKind(string Type)
{
    /// <summary>Consequence of a deletion; empty when the object holds no data.</summary>
    public string Loss { get; init; } = "";

    /// <summary>Path of the input that decides whether a deletion keeps the data; empty when nothing does.</summary>
    public string KeptBy { get; init; } = "";

    /// <summary>Path of the owner of the data, whose change leaves existing tables to the former one; empty when it has none.</summary>
    public string Owner { get; init; } = "";

    /// <summary>Whether the object makes backups or says where they go.</summary>
    public bool IsBackup { get; init; }

    /// <summary>Paths of how long or how many backups are kept.</summary>
    public IReadOnlyList<string> Retentions { get; init; } = [];

    /// <summary>Paths of where backups go.</summary>
    public IReadOnlyList<string> Destinations { get; init; } = [];

    /// <summary>Paths of the sizes of volumes.</summary>
    public IReadOnlyList<string> Sizes { get; init; } = [];

    /// <summary>Path of the storage class of the volumes; empty when it has none.</summary>
    public string StorageClass { get; init; } = "";

    /// <summary>Path of the number of instances of a server; empty when the object is no server.</summary>
    public string Instances { get; init; } = "";

    /// <summary>Paths whose change restarts all instances.</summary>
    public IReadOnlyList<string> RestartedBy { get; init; } = [];

    /// <summary>Paths below these whose change restarts none.</summary>
    public IReadOnlyList<string> NotRestartedBy { get; init; } = [];

    /// <summary>Path of the settings of the server; empty when none is an entry of a map.</summary>
    public string Settings { get; init; } = "";

    /// <summary>Settings that take effect at a restart alone.</summary>
    public IReadOnlyList<string> RestartSettings { get; init; } = [];

    /// <summary>Path of the proxies in front of the server; empty when it has none.</summary>
    public string Proxies { get; init; } = "";

    /// <summary>End of a restart of all instances, as "then a replica becomes the primary".</summary>
    public string HandOver { get; init; } = "";

    /// <summary>
    /// Path of the input with which the primary restarts in place, when it is `restart`, and hands over to no replica; empty when there is
    /// none.
    /// </summary>
    public string PrimaryUpdate { get; init; } = "";

    /// <summary>Chart of the operator whose upgrade restarts the instances of every server; empty when none does.</summary>
    public string OperatorChart { get; init; } = "";

    /// <summary>Path in a release of that chart to the value with which, when it is `true`, an upgrade restarts no instance.</summary>
    public string OperatorUpdate { get; init; } = "";
}
