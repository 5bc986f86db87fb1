using Infra.Preview.Recording;
using Infra.Tests.Support;

namespace Infra.Tests.Preview;

public sealed class SecretMaskTests
{
    [Theory]
    [InlineData("0123456789", true)]
    [InlineData("x0123456789", true)]
    [InlineData("0123456789x", true)]
    [InlineData("xx 0123456789 xx", true)]
    [InlineData("012345678", false)]
    [InlineData("123456789", false)]
    [InlineData("0123 456789", false)]
    [InlineData("", false)]
    [InlineData("a [secret infra:token] b", true)]
    [InlineData("[secrets are kept elsewhere]", false)]
    public void HidesTextsThatContainASecret(string text, bool hidden)
    {
        var mask = new SecretMask();
        mask.Learn("0123456789");
        mask.Learn("another-secret");
        Assert.Equal(hidden, mask.Hides(text));
    }

    [Theory]
    [InlineData("12345678", true)]
    [InlineData("1234567", false)]
    public void HidesValuesOfAtLeastEightCharacters(string value, bool hidden)
    {
        var mask = new SecretMask();
        mask.Learn(value);
        Assert.Equal(hidden, mask.Hides(value));
        Assert.Equal(hidden, mask.Hides($"a {value} b"));
    }

    [Fact]
    public void IgnoresShortValues()
    {
        var mask = new SecretMask();
        mask.Learn("root");
        Assert.False(mask.Hides("root:x:0:0:root"));
    }

    [Fact]
    public void FindsEachOfManySecretsInAText()
    {
        var mask = new SecretMask();
        for (var i = 0; i < 1000; i++)
        {
            mask.Learn("value-" + i.ToString("x4"));
        }
        Each.Of(Enumerable.Range(0, 1000), i => Assert.True(mask.Hides("begin value-" + i.ToString("x4") + " end")));
        Assert.False(mask.Hides("begin value-zzzz end"));
    }
}
