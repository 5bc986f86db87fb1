namespace Infra.Preview.Recording;

/// <summary>Sets of names as arrays in ordinal order without duplicates.</summary>
internal static class Sets
{
    private static readonly string[] Nothing = [];

    /// <summary>The names sorted, without duplicates and without one name. Changes the given list.</summary>
    public static string[] Sorted(List<string> names, string? except = null)
    {
        if (names.Count == 0)
        {
            return Nothing;
        }
        names.Sort(StringComparer.Ordinal);
        var kept = 0;
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] != except && (kept == 0 || names[i] != names[kept - 1]))
            {
                names[kept++] = names[i];
            }
        }
        names.RemoveRange(kept, names.Count - kept);
        return kept == 0 ? Nothing : [.. names];
    }
}
