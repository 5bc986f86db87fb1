namespace Infra.Model;

/// <summary>Space for Longhorn's volumes on the disks of nodes.</summary>
public static class StorageCapacity
{
    /// <summary>
    /// Space of a node's disk that Longhorn may use, in bytes: the disk without the share kept free, allocated once
    /// (over-provisioning 100%). The program sets Longhorn's settings to the same.
    /// </summary>
    /// <param name="spec">The system.</param>
    /// <param name="longhorn">Its Longhorn.</param>
    /// <param name="node">The node.</param>
    public static decimal Usable(SystemSpec spec, LonghornSpec longhorn, NodeSpec node)
    {
        var own = spec.Storage.NodeDisks.FirstOrDefault(disk => disk.Name == node.Name);
        var size = own?.Size.Value ?? ((HetznerServerType.Find(node.ServerType)?.DiskGb ?? 0) * 1e9m);
        return size * (100 - longhorn.MinimalFreePercent) / 100;
    }

    /// <summary>Whether volumes fit: the largest first, each copy to another disk, always those with the most room.</summary>
    /// <param name="disks">Free space of each disk, in bytes.</param>
    /// <param name="volumes">The volumes.</param>
    public static bool Fits(IReadOnlyList<decimal> disks, IReadOnlyList<PlacedVolume> volumes)
    {
        var free = new List<decimal>(disks);
        var largestFirst = new List<PlacedVolume>(volumes);
        largestFirst.Sort(static (left, right) => right.Bytes.CompareTo(left.Bytes));
        foreach (var volume in largestFirst)
        {
            free.Sort(static (left, right) => right.CompareTo(left));
            if (volume.Copies > free.Count)
            {
                return false;
            }

            for (var copy = 0; copy < volume.Copies; copy++)
            {
                free[copy] -= volume.Bytes;
                if (free[copy] < 0)
                {
                    return false;
                }
            }
        }

        return true;
    }
}
