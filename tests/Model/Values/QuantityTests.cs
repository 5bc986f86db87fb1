using FsCheck;
using FsCheck.Fluent;
using Infra.Model;

namespace Infra.Tests.Model.Values;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("500m", 0.5)]
    [InlineData("2", 2)]
    [InlineData("1.5", 1.5)]
    [InlineData("1Ki", 1024)]
    [InlineData("10Gi", 10737418240)]
    [InlineData("600G", 600000000000)]
    public void ReadsTheBaseUnit(string text, double value) => Assert.Equal((decimal)value, Quantity.Parse(text).Value);

    [Theory]
    [InlineData("1.7Gi", "1825361101")]
    [InlineData("0.1Ki", "103")]
    [InlineData("1.5Gi", "1.5Gi")]
    [InlineData("0.5", "0.5")]
    [InlineData("2.5m", "2.5m")]
    public void RoundsUnitsOfBytesUpToWholeBytes(string text, string written) => Assert.Equal(written, Quantity.Parse(text).ToString());

    [Theory]
    [InlineData("10GB", "10G")]
    [InlineData("10gib", "10Gi")]
    [InlineData("512mib", "512Mi")]
    public void NamesAMistakenUnit(string text, string meant)
    {
        Assert.False(Quantity.TryParse(text, out _, out var problem));
        Assert.EndsWith($"{meant} would be right", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Gi")]
    [InlineData("-1")]
    [InlineData("1e3")]
    [InlineData("1 Gi")]
    [InlineData("1.2.3")]
    [InlineData("99999999999999999999")]
    [InlineData("8192Pi")]
    [InlineData("999999999999999999Pi")]
    public void RefusesOtherTexts(string text) => Assert.False(Quantity.TryParse(text, out _, out _));

    [Fact]
    public void EqualAmountsAreEqualInAnyUnit()
    {
        Assert.Equal(Quantity.Parse("1"), Quantity.Parse("1000m"));
        Assert.Equal(Quantity.Parse("1Gi").GetHashCode(), Quantity.Parse("1024Mi").GetHashCode());
    }

    [Fact]
    public void OrdersByAmount() =>
        Prop.ForAll(Gen.Choose(0, 100000).ToArbitrary(), Gen.Choose(0, 100000).ToArbitrary(), (left, right) =>
            Quantity.Parse($"{left}m") < Quantity.Parse($"{right}m") == left < right).QuickCheckThrowOnFailure();

    [Fact]
    public void WritesWhatItRead() => Assert.Equal("1536Mi", Quantity.Parse("1536Mi").ToString());
}
