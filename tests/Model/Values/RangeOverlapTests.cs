using FsCheck;
using FsCheck.Fluent;
using Infra.Model;

namespace Infra.Tests.Model.Values;

public sealed class RangeOverlapTests
{
    private static readonly Gen<string> Ranges = Gen.Elements("10.0.0.0/8", "10.1.0.0/16", "10.2.0.0/16", "10.1.1.0/24", "11.0.0.0/8");

    [Fact]
    public void FindsEveryOverlappingPairOnce() =>
        Prop.ForAll(Ranges.Select(Cidr.Parse).ListOf(4).ToArbitrary(), ranges =>
        {
            var expected = from second in Enumerable.Range(0, ranges.Count)
                           from first in Enumerable.Range(0, second)
                           where ranges[first].Overlaps(ranges[second])
                           select new RangeOverlap(first, second);
            return RangeOverlap.Among([.. ranges]).SequenceEqual(expected);
        }).QuickCheckThrowOnFailure();
}
