namespace Infra.Model;

/// <summary>Decisions on the engine and the version that the name of an image tells.</summary>
public static class EngineImages
{
    // Engines that the program does not run, under whose names there are images too.
    private static readonly string[] Strangers = ["mariadb", "mongo", "cassandra", "elasticsearch"];

    /// <summary>Whether an image is one of another engine by its name. An own image, under any other name, is not judged.</summary>
    /// <param name="image">The image.</param>
    /// <param name="names">Names of the engine's images.</param>
    public static bool IsOfAnother(string image, IReadOnlyList<string> names)
    {
        var name = NameOf(image);
        return !Has(name, names) && (Has(name, DatabasesSpec.ImageNames) || Has(name, Strangers));
    }

    /// <summary>
    /// Whether an image is one of the engine by its name, and its tag begins with the number of another version. A tag without a number
    /// is not judged.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <param name="names">Names of the engine's images.</param>
    /// <param name="series">The version, like <c>15</c> or <c>8.4</c>.</param>
    public static bool IsOfAnotherSeries(string image, IReadOnlyList<string> names, string series) =>
        ImageReference.Parse(image).Tag is { Length: > 0 } tag
        && char.IsAsciiDigit(tag[0]) && Has(NameOf(image), names) && !IsOfSeries(tag, series);

    /// <summary>Whether a tag begins with a version.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="series">The version, like <c>15</c> or <c>8.4</c>.</param>
    public static bool IsOfSeries(string tag, string series) =>
        tag.StartsWith(series, StringComparison.Ordinal) && (tag.Length == series.Length || !char.IsAsciiDigit(tag[series.Length]));

    private static string NameOf(string image) => ImageReference.Parse(image).Repository.Split('/')[^1];

    private static bool Has(string name, IReadOnlyList<string> words)
    {
        foreach (var word in words)
        {
            if (name.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
