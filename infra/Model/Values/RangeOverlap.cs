namespace Infra.Model;

/// <summary>Two ranges of a list with an address in common.</summary>
/// <param name="First">Position of the one earlier in the list.</param>
/// <param name="Second">Position of the later one.</param>
public sealed record RangeOverlap(int First, int Second)
{
    /// <summary>The overlaps among ranges, each pair once.</summary>
    /// <param name="ranges">The ranges.</param>
    public static IEnumerable<RangeOverlap> Among(IReadOnlyList<Cidr> ranges)
    {
        for (var second = 1; second < ranges.Count; second++)
        {
            for (var first = 0; first < second; first++)
            {
                if (ranges[first].Overlaps(ranges[second]))
                {
                    yield return new RangeOverlap(first, second);
                }
            }
        }
    }
}
