using Infra.Preview.Graph;

namespace Infra.Preview.Diff;

/// <summary>
/// Pairs of a removed and an added item of a list without a key that are one changed item: they stand between the same neighbours and have
/// the same name, or at least half of their fields in common.
/// </summary>
internal static class ItemPairs
{
    private const double LeastSimilarity = 0.5;

    /// <summary>Longer gaps are not searched for similar items, because every pair would have to be compared.</summary>
    private const int LongestGap = 200;

    private static readonly HashSet<string> Ordered = new(StringComparer.Ordinal)
    {
        "args", "command", "entrypoint", "extraArgs", "interpreter", "triggers",
    };

    /// <summary>Adds the pairs to a match.</summary>
    /// <param name="match">Match of the equal items.</param>
    /// <param name="old">Former items.</param>
    /// <param name="items">New items.</param>
    /// <param name="field">Name of the list.</param>
    public static void Add(ListMatch match, IReadOnlyList<PlanValue> old, IReadOnlyList<PlanValue> items, string field)
    {
        var isOrdered = Ordered.Contains(field);
        for (int i = 0, j = 0; i <= old.Count && j <= items.Count; i++, j++)
        {
            var (removed, added) = (new List<int>(), new List<int>());
            for (; i < old.Count && (match.NewOf[i] < 0 || match.IsMoved[match.NewOf[i]]); i++)
            {
                if (match.NewOf[i] < 0)
                {
                    removed.Add(i);
                }
            }
            for (; j < items.Count && (match.OldOf[j] < 0 || match.IsMoved[j]); j++)
            {
                if (match.OldOf[j] < 0)
                {
                    added.Add(j);
                }
            }
            if (removed.Count > 0 && added.Count > 0)
            {
                PairGap(match, old, items, removed, added, isOrdered);
            }
        }
    }

    private static void PairGap(
        ListMatch match, IReadOnlyList<PlanValue> old, IReadOnlyList<PlanValue> items, List<int> removed, List<int> added, bool isOrdered)
    {
        if (removed.Count <= LongestGap && added.Count <= LongestGap)
        {
            foreach (var (i, j) in BySimilarity(old, items, removed, added, isOrdered))
            {
                match.Pair(i, j);
            }
        }
        removed.RemoveAll(i => match.NewOf[i] >= 0);
        added.RemoveAll(j => match.OldOf[j] >= 0);
        if (removed.Count != added.Count)
        {
            return;
        }
        for (var k = 0; k < removed.Count; k++)
        {
            if (MayChangeInto(old[removed[k]], items[added[k]], isOrdered, removed.Count == 1))
            {
                match.Pair(removed[k], added[k]);
            }
        }
    }

    /// <summary>Chooses the most similar pairs first, the earlier of equally similar ones.</summary>
    private static List<(int Old, int New)> BySimilarity(
        IReadOnlyList<PlanValue> old, IReadOnlyList<PlanValue> items, List<int> removed, List<int> added, bool isOrdered)
    {
        var candidates = new List<(double Score, int Old, int New)>();
        foreach (var i in removed)
        {
            foreach (var j in added)
            {
                var score = Similarity(old[i], items[j], isOrdered);
                if (score >= LeastSimilarity)
                {
                    candidates.Add((score, i, j));
                }
            }
        }
        var pairs = new List<(int, int)>();
        var taken = new HashSet<int>();
        var given = new HashSet<int>();
        foreach (var (_, i, j) in candidates.OrderByDescending(pair => pair.Score))
        {
            if (!taken.Contains(i) && !given.Contains(j))
            {
                taken.Add(i);
                given.Add(j);
                pairs.Add((i, j));
            }
        }
        return pairs;
    }

    private static double Similarity(PlanValue a, PlanValue b, bool isOrdered)
    {
        if (a.Kind == PlanValueKind.Text && b.Kind == PlanValueKind.Text)
        {
            return isOrdered && Option(a.Text) is { Length: > 0 } option && option == Option(b.Text) ? 1 : 0;
        }
        if (a.Kind != PlanValueKind.Map || b.Kind != PlanValueKind.Map)
        {
            return 0;
        }
        if (a.TextOf("name") is { } name && b.TextOf("name") is { } other)
        {
            return name == other ? 1 : 0;
        }
        var common = 0;
        for (var i = 0; i < a.Keys.Count; i++)
        {
            if (b[a.Keys[i]] is { } value && a.Items[i].IsSameAs(value))
            {
                common++;
            }
        }
        return (double)common / Math.Max(1, Math.Max(a.Keys.Count, b.Keys.Count));
    }

    /// <summary>The name in an argument such as `--replicas=3`; empty for another one.</summary>
    private static string Option(string argument) =>
        argument.StartsWith('-') && argument.IndexOf('=', StringComparison.Ordinal) is > 0 and var end ? argument[..end] : "";

    private static bool MayChangeInto(PlanValue old, PlanValue item, bool isOrdered, bool isAlone)
    {
        if (old.Kind == PlanValueKind.Map && item.Kind == PlanValueKind.Map)
        {
            return isAlone && old.Keys.SequenceEqual(item.Keys, StringComparer.Ordinal) && old["name"] is null;
        }
        if (old.Kind == PlanValueKind.List && item.Kind == PlanValueKind.List)
        {
            return true;
        }
        return isOrdered || (isAlone && (IsLong(old) || IsLong(item)));
    }

    /// <summary>Whether a text has several lines, or stands for one that is not known.</summary>
    private static bool IsLong(PlanValue value) =>
        value.Kind == PlanValueKind.Text
        && (value.Text is PlanValue.SecretText or PlanValue.UnknownText || value.Text.Contains('\n', StringComparison.Ordinal));
}
