namespace Infra.Model;

/// <summary>Longhorn and its settings.</summary>
public sealed record LonghornSpec
{
    /// <summary>
    /// Version of the chart and of Longhorn. Defaults to <c>1.12.1</c>. Upgrade one minor version at a time; downgrades are not possible.
    /// </summary>
    [LonghornRelease]
    public string Version { get; init; } = "1.12.1";

    /// <summary>
    /// Number of replicas of a volume whose class does not set one. Defaults to 2 (source: 001); at most the number of storage nodes.
    /// </summary>
    [Range(1, 20)]
    public int DefaultReplicas { get; init; } = 2;

    /// <summary>Folder of the replicas on each node. Defaults to <c>/var/lib/longhorn</c>.</summary>
    [DataFolder]
    public string DataPath { get; init; } = "/var/lib/longhorn";

    /// <summary>Percent of a disk that is kept free. Defaults to 25, for root disks (Longhorn); 10 is enough on dedicated disks.</summary>
    [Range(0, 90)]
    public int MinimalFreePercent { get; init; } = 25;

    /// <summary>Label (<c>key=value</c>) of the nodes that hold replicas. Defaults to all schedulable nodes.</summary>
    [LabelSelector]
    public string? StorageNodes { get; init; }
}
