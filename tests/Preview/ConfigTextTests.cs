using System.Text.Json;
using Pulumi;

namespace Infra.Tests.Preview;

public sealed class ConfigTextTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"a:b":"c"}""")]
    [InlineData(""" { "a" : "x y" ,"b":"" , "c":"{\"in\":[1,2]}" } """)]
    [InlineData("""{"a":"\u00e4\n\t\r\\\/\"ü日"}""")]
    public void FlatTextsAreReadAsTheLibraryReadsThem(string text)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        Assert.True(ConfigText.TryRead(text, (key, value) => read[key] = value));
        using var document = JsonDocument.Parse(text);
        Assert.Equal(document.RootElement.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!, StringComparer.Ordinal), read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"a":1}""")]
    [InlineData("""{"a":{"b":"c"}}""")]
    [InlineData("""{"a":"b",}""")]
    [InlineData("""{"a":"b"} x""")]
    [InlineData("""{"a":"b" "c":"d"}""")]
    [InlineData("""{"a":"\b"}""")]
    [InlineData("{\"a\":\"b\nc\"}")]
    [InlineData("""{"a":"b""")]
    public void AnythingElseIsLeftToTheLibrary(string text) => Assert.False(ConfigText.TryRead(text, (_, _) => { }));
}
