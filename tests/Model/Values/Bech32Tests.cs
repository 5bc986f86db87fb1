using Infra.Model;

namespace Infra.Tests.Model.Values;

public sealed class Bech32Tests
{
    private const string Key = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

    [Theory]
    [InlineData(Key)]
    [InlineData("a12uel5l")]
    [InlineData("abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw")]
    [InlineData("split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w")]
    public void AcceptsValidTexts(string text) => Assert.True(Bech32.IsValid(text));

    [Theory]
    [InlineData("")]
    [InlineData("pzry9x0s0muk")]
    [InlineData("1pzry9x0s0muk")]
    [InlineData("x1b4n0q5v")]
    [InlineData("li1dgmt3")]
    [InlineData("a1lqfn3a")]
    public void RefusesTextsOfAnotherForm(string text) => Assert.False(Bech32.IsValid(text));

    [Fact]
    [Pitfall("dump-recipient")]
    public void NoticesEverySingleMistake()
    {
        for (var at = 4; at < Key.Length; at++)
        {
            var other = Key[at] == 'q' ? 'p' : 'q';
            Assert.False(Bech32.IsValid($"{Key[..at]}{other}{Key[(at + 1)..]}"), $"symbol {at}");
        }
    }
}
