namespace Infra.Model.Loading;

/// <summary>Hints at the word that was probably meant.</summary>
public static class Hint
{
    /// <summary>Most words that are compared, and most letters of the written one: no typing error is longer.</summary>
    private const int Most = 200;

    /// <summary>A sentence that names the nearest known word, or all of them when none is near.</summary>
    public static string For(string written, IReadOnlyCollection<string> known)
    {
        if (known.Count == 0)
        {
            return "there are none";
        }

        if (known.Count > Most || written.Length > Most)
        {
            return $"write one of the {known.Count} that there are";
        }

        var best = known.OrderBy(word => Distance(written, word)).ThenBy(word => word, StringComparer.Ordinal).First();
        return Distance(written, best) <= Math.Max(2, written.Length / 3)
            ? $"did you mean '{best}'?"
            : $"known are {string.Join(", ", known.Order(StringComparer.Ordinal))}";
    }

    /// <summary>Number of letters that have to change to get from one word to the other, without regard to case.</summary>
    public static int Distance(string left, string right)
    {
        var row = new int[right.Length + 1];
        for (var column = 0; column <= right.Length; column++)
        {
            row[column] = column;
        }

        for (var index = 1; index <= left.Length; index++)
        {
            var diagonal = row[0];
            row[0] = index;
            for (var column = 1; column <= right.Length; column++)
            {
                var same = char.ToLowerInvariant(left[index - 1]) == char.ToLowerInvariant(right[column - 1]);
                var cost = Math.Min(Math.Min(row[column], row[column - 1]) + 1, diagonal + (same ? 0 : 1));
                diagonal = row[column];
                row[column] = cost;
            }
        }

        return row[right.Length];
    }
}
