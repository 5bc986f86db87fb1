namespace Infra.Model;

/// <summary>Longhorn.</summary>
public sealed record LonghornSpec
{
    /// <summary>Chart and app version. Defaults to <c>1.12.1</c>. One minor version a step, never back.</summary>
    [ReleaseVersion]
    public string Version { get; init; } = "1.12.1";

    /// <summary>Copies of a volume whose class does not say. Defaults to 2 (source: 001); at most the number of storage nodes.</summary>
    [Range(1, 20)]
    public int DefaultReplicas { get; init; } = 2;

    /// <summary>Folder of the replicas on each node. Defaults to <c>/var/lib/longhorn</c>.</summary>
    [AbsolutePath]
    public string DataPath { get; init; } = "/var/lib/longhorn";

    /// <summary>Percent of a disk kept free. Defaults to 25 on root disks (Longhorn); 10 is enough on disks of its own.</summary>
    [Range(0, 90)]
    public int MinimalFreePercent { get; init; } = 25;

    /// <summary>Label (<c>key=value</c>) of the nodes that hold replicas. Defaults to all schedulable nodes.</summary>
    [LabelSelector]
    public string? StorageNodes { get; init; }
}
