namespace Infra.Preview.Diff;

/// <summary>
/// Items of two lists matched by identity: the n-th occurrence on one side with the n-th on the other. The longest run of matches whose
/// order is the same on both sides stays in order, the others have moved.
/// </summary>
internal sealed class ListMatch
{
    private ListMatch(int[] oldOf, int[] newOf, bool[] isMoved)
    {
        OldOf = oldOf;
        NewOf = newOf;
        IsMoved = isMoved;
    }

    /// <summary>Place of the former item by the place of the new one; -1 for an added item.</summary>
    public int[] OldOf { get; }

    /// <summary>Place of the new item by the place of the former one; -1 for a removed item.</summary>
    public int[] NewOf { get; }

    /// <summary>Whether an item stands elsewhere among its neighbours, by its new place.</summary>
    public bool[] IsMoved { get; }

    /// <summary>Matches two lists of identities.</summary>
    public static ListMatch Of<T>(IReadOnlyList<T> old, IReadOnlyList<T> items, IEqualityComparer<T> comparer)
        where T : notnull
    {
        var places = new Dictionary<T, Queue<int>>(comparer);
        for (var i = 0; i < old.Count; i++)
        {
            if (!places.TryGetValue(old[i], out var queue))
            {
                places.Add(old[i], queue = []);
            }
            queue.Enqueue(i);
        }
        var oldOf = new int[items.Count];
        var newOf = new int[old.Count];
        Array.Fill(newOf, -1);
        for (var i = 0; i < items.Count; i++)
        {
            oldOf[i] = places.TryGetValue(items[i], out var queue) && queue.TryDequeue(out var place) ? place : -1;
            if (oldOf[i] >= 0)
            {
                newOf[oldOf[i]] = i;
            }
        }
        return new(oldOf, newOf, Moved(oldOf));
    }

    /// <summary>Takes a removed and an added item for one.</summary>
    public void Pair(int old, int item)
    {
        OldOf[item] = old;
        NewOf[old] = item;
    }

    /// <summary>Marks the matches outside the longest increasing run of former places.</summary>
    private static bool[] Moved(int[] oldOf)
    {
        var moved = new bool[oldOf.Length];
        var before = new int[oldOf.Length];
        var lasts = new List<int>();
        for (var i = 0; i < oldOf.Length; i++)
        {
            if (oldOf[i] < 0)
            {
                continue;
            }
            moved[i] = true;
            int low = 0, high = lasts.Count;
            while (low < high)
            {
                var middle = (low + high) >>> 1;
                if (oldOf[lasts[middle]] < oldOf[i])
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle;
                }
            }
            before[i] = low == 0 ? -1 : lasts[low - 1];
            if (low == lasts.Count)
            {
                lasts.Add(i);
            }
            else
            {
                lasts[low] = i;
            }
        }
        for (var i = lasts.Count == 0 ? -1 : lasts[^1]; i >= 0; i = before[i])
        {
            moved[i] = false;
        }
        return moved;
    }
}
