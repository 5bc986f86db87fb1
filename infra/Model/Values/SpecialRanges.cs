namespace Infra.Model;

/// <summary>Ranges of IPv4 in which no other host of a network has its address (RFC 6890), with their meaning.</summary>
public static class SpecialRanges
{
    private static readonly (Cidr Range, string Meaning)[] All =
    [
        (Cidr.Parse("127.0.0.0/8"), "each pod itself, and each server"),
        (Cidr.Parse("0.0.0.0/8"), "the address of no host"),
        (Cidr.Parse("169.254.0.0/16"), "an address of one link, like that of a cloud's metadata"),
        (Cidr.Parse("224.0.0.0/3"), "an address of a group, or a reserved one"),
    ];

    /// <summary>Meaning of the special range that a range is in or has a part of; null for none.</summary>
    /// <param name="range">The range.</param>
    public static string? MeaningOf(Cidr range)
    {
        foreach (var (special, meaning) in All)
        {
            if (special.Overlaps(range))
            {
                return meaning;
            }
        }

        return null;
    }
}
