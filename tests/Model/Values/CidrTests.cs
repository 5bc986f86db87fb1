using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Infra.Model;

namespace Infra.Tests.Model.Values;

public sealed class CidrTests
{
    private static readonly Gen<Cidr> Ranges =
        from address in Gen.Choose(0, int.MaxValue)
        from prefix in Gen.Choose(1, 32)
        select Cidr.Parse($"{new Ipv4(prefix == 32 ? (uint)address : (uint)address >> (32 - prefix) << (32 - prefix))}/{prefix}");

    [Theory]
    [InlineData("10.0.0.0/16")]
    [InlineData("0.0.0.0/0")]
    [InlineData("203.0.113.7/32")]
    [InlineData("::/0")]
    [InlineData("2001:db8::/32")]
    [InlineData("2001:db8:0:1::/64")]
    [InlineData("2001:db8::1/128")]
    public void WritesWhatItRead(string text) => Assert.Equal(text, Cidr.Parse(text).ToString());

    [Theory]
    [InlineData("10.0.1.5/24", "10.0.1.0/24")]
    [InlineData("2001:db8::1/64", "2001:db8::/64")]
    public void RefusesHostBitsAndNamesTheRangeMeant(string text, string meant)
    {
        Assert.False(Cidr.TryParse(text, out _, out var problem));
        Assert.Contains(meant, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0/24")]
    [InlineData("256.0.0.0/8")]
    [InlineData("2001:db8::/129")]
    [InlineData("fe80::1%eth0/64")]
    [InlineData("")]
    [InlineData("/")]
    public void RefusesOtherTexts(string text)
    {
        Assert.False(Cidr.TryParse(text, out _, out var problem));
        Assert.NotEmpty(problem);
    }

    [Fact]
    public void OverlapIsSymmetric() =>
        Prop.ForAll(Ranges.ToArbitrary(), Ranges.ToArbitrary(), (left, right) => left.Overlaps(right) == right.Overlaps(left))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void OverlapMeansThatOneContainsAnEndOfTheOther() =>
        Prop.ForAll(Ranges.ToArbitrary(), Ranges.ToArbitrary(), (left, right) =>
            left.Overlaps(right) == (left.Contains(right.Host(0)) || right.Contains(left.Host(0)))).QuickCheckThrowOnFailure();

    [Fact]
    public void ContainsItsFirstAndLastAddressOnly() =>
        Prop.ForAll(Ranges.Where(range => range.Prefix is > 8 and < 31).ToArbitrary(), range =>
        {
            var first = range.Host(0).Value;
            var size = 1u << (32 - range.Prefix);
            return range.Contains(new Ipv4(first))
                && range.Contains(new Ipv4(first + size - 1))
                && !range.Contains(new Ipv4(first + size))
                && !range.Contains(new Ipv4(first - 1));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void AgreesWithTheLibrary() =>
        Prop.ForAll(Ranges.ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (range, address) =>
        {
            var library = IPNetwork.Parse(range.ToString());
            var host = new Ipv4((uint)address);
            return library.ToString() == range.ToString() && library.Contains(IPAddress.Parse(host.ToString())) == range.Contains(host);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("10.0.0.0/16", "10.0.0.0/17")]
    [InlineData("10.0.0.0/16", "10.1.0.0/16")]
    [InlineData("2001:db8::/64", "2001:db8:0:1::/64")]
    public void EqualsTheSameRangeOnly(string text, string other)
    {
        Assert.Equal(Cidr.Parse(text), Cidr.Parse(text));
        Assert.Equal(Cidr.Parse(text).GetHashCode(), Cidr.Parse(text).GetHashCode());
        Assert.NotEqual(Cidr.Parse(text), Cidr.Parse(other));
    }

    [Fact]
    public void RangesOfDifferentFamiliesDoNotOverlap() => Assert.False(Cidr.Parse("0.0.0.0/0").Overlaps(Cidr.Parse("::/0")));

    [Fact]
    public void ComparesIpv6RangesBeyondTheirFirstHalf()
    {
        Assert.True(Cidr.Parse("2001:db8::/64").Contains(Cidr.Parse("2001:db8::8000:0:0:0/65")));
        Assert.False(Cidr.Parse("2001:db8::/65").Overlaps(Cidr.Parse("2001:db8::8000:0:0:0/65")));
    }

    [Fact]
    public void RefusesAHostBeyondTheRange() => Assert.Throws<ArgumentOutOfRangeException>(() => Cidr.Parse("10.0.1.0/30").Host(4));

    [Theory]
    [InlineData("10.0.1.0/29", "10.0.1.1", false)]
    [InlineData("10.0.1.0/29", "10.0.1.2", true)]
    [InlineData("10.0.1.0/29", "10.0.1.6", true)]
    [InlineData("10.0.1.0/29", "10.0.1.7", false)]
    [InlineData("10.0.1.0/29", "10.0.1.10", false)]
    [InlineData("10.0.1.0/31", "10.0.1.1", false)]
    [InlineData("0.0.0.0/0", "255.255.255.254", true)]
    [InlineData("2001:db8::/64", "10.0.1.2", false)]
    public void FirstTwoAddressesAndTheLastAreNotFree(string range, string address, bool free)
    {
        Assert.True(Ipv4.TryParse(address, out var parsed));
        Assert.Equal(free, Cidr.Parse(range).IsFree(parsed));
    }
}
