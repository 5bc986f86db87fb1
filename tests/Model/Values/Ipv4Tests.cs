using FsCheck;
using FsCheck.Fluent;
using Infra.Model;

namespace Infra.Tests.Model.Values;

public sealed class Ipv4Tests
{
    [Fact]
    public void ReadsWhatItWrites() =>
        Prop.ForAll(ArbMap.Default.ArbFor<uint>(), number => Ipv4.Parse(new Ipv4(number).ToString()).Value == number)
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("10.0.1")]
    [InlineData("10.0.1.1.1")]
    [InlineData("10.0.1.256")]
    [InlineData("10.0.01.1")]
    [InlineData("10.0.1.-1")]
    [InlineData("10.0.1. 1")]
    [InlineData("")]
    public void RefusesOtherTexts(string text) => Assert.False(Ipv4.TryParse(text, out _));
}
