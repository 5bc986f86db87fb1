using System.Text.Json;
using Infra.Tests.Support;
using Moq;
using Pulumi;
using Pulumi.Testing;

namespace Infra.Tests.Preview;

/// <summary>Forms of the configuration, read like the JSON library reads them, on either SDK.</summary>
[Collection(ProcessConfiguration.Name)]
public sealed class ConfigTextTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"a:b":"c"}""")]
    [InlineData(""" { "a:a" : "x y" ,"a:b":"" , "a:c":"{\"in\":[1,2]}" } """)]
    [InlineData("""{"a:a":"\u00e4\n\t\r\\\/\"ü日"}""")]
    [InlineData("""{"a:a":"\b\f"}""")]
    [InlineData("""{"a:a":1}""")]
    [InlineData("""{"a:a":{"b":"c"},"a:b":"text"}""")]
    public async Task ReadsTextsAsTheLibraryDoes(string text)
    {
        using var document = JsonDocument.Parse(text);
        var expected = new Dictionary<string, string>(StringComparer.Ordinal) { ["a:none"] = "" };
        foreach (var entry in document.RootElement.EnumerateObject())
        {
            expected[entry.Name] = entry.Value.ToString();
        }
        var read = await ReadAsync(text, expected.Keys);
        Assert.Equal(expected, read);
    }

    [Theory]
    [InlineData("""{"a:a":"b",}""")]
    [InlineData("""{"a:a":"b"} x""")]
    [InlineData("""{"a:a":"b" "c":"d"}""")]
    [InlineData("{\"a:a\":\"b\nc\"}")]
    [InlineData("""{"a:a":"b""")]
    public async Task RefusesTextsThatAreNoJson(string text) => Assert.NotNull(await Record.ExceptionAsync(() => ReadAsync(text, ["a:a"])));

    private static async Task<Dictionary<string, string>> ReadAsync(string text, IEnumerable<string> keys)
    {
        const string Variable = "PULUMI_CONFIG";
        var before = Environment.GetEnvironmentVariable(Variable);
        Environment.SetEnvironmentVariable(Variable, text);
        try
        {
            var read = new Dictionary<string, string>(StringComparer.Ordinal);
            await Deployment.TestAsync(new Mock<IMocks>().Object, new TestOptions(), () =>
            {
                foreach (var key in keys)
                {
                    var (name, rest) = (key.Split(':')[0], key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..]);
                    read[key] = new Config(name).Get(rest) ?? "";
                }
            });
            return read;
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, before);
        }
    }
}
