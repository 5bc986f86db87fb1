using Infra.Preview.Graph;
using Infra.Preview.Rendering;
using YamlDotNet.RepresentationModel;

namespace Infra.Tests.Preview;

public sealed class PlanYamlTests
{
    /// <summary>Texts that some YAML version reads as something else, or that end a scalar, a line or a document early.</summary>
    public static TheoryData<string> AwkwardTexts { get; } = new(
        "", " ", "a", "true", "Yes", "null", "~", "1", "1.5", "0x1f", "1e3", "1:30", "2001-01-01", ".inf", "-", "- a", "? a", ": a",
        "a: b", "a #b", "#a", "a:", "'a", "\"a", "it's",
        "[a]", "{a}", "*a", "&a", "!a", "%a", "@a", "`a", "|", ">", "=", "<<", "a\nb", "a\nb\n", "a\nb\n\n",
        "\na", "\n", "\n\n", "  a\n b\n", "a\n  b\n", "\ta\nb", "a\tb", "a\rb", "a\r\nb",
        "a\u0007b", "a\u0085b", "a\u2028b", "\ufeffa", "zürich", "日本", "🙂", "a \nb", "---", "...", "---\na: b\n",
        "a\n---\nb\n", "# a\nb\n", "#!/bin/sh\nset -eu\n\techo 'x: y' # z\n", "secret: [x]", "a  ", "[secret]", "[known after up]");

    [Theory]
    [MemberData(nameof(AwkwardTexts))]
    public void TextsAreReadBackUnchanged(string text)
    {
        var value = PlanValue.OfMap(
            ["key", "list", text + "k"],
            [
                PlanValue.OfText(text),
                PlanValue.OfList([PlanValue.OfText(text), PlanValue.OfMap(["in"], [PlanValue.OfText(text)])]),
                PlanValue.OfTruth(true),
            ]);
        var root = (YamlMappingNode)Parse(PlanYaml.Document(value));
        var list = (YamlSequenceNode)root["list"];
        Assert.Equal(text, ((YamlScalarNode)root["key"]).Value);
        Assert.Equal(text, ((YamlScalarNode)list[0]).Value);
        Assert.Equal(text, ((YamlScalarNode)((YamlMappingNode)list[1])["in"]).Value);
        Assert.Equal("true", ((YamlScalarNode)root[text + "k"]).Value);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("No")]
    [InlineData("on")]
    [InlineData("null")]
    [InlineData("123")]
    [InlineData("1e3")]
    [InlineData("0.0.0.0/0")]
    [InlineData("")]
    public void QuotesTextsThatLookLikeOtherTypes(string text) =>
        Assert.Equal($"a: '{text}'\n", PlanYaml.Document(PlanValue.OfMap(["a"], [PlanValue.OfText(text)])));

    [Fact]
    public void WritesSeveralLinesAsALiteralBlock() =>
        Assert.Equal(
            "script: |\n  set -e\n\n    run\n", PlanYaml.Document(PlanValue.OfMap(["script"], [PlanValue.OfText("set -e\n\n  run\n")])));

    [Fact]
    public void ObjectBeginsWithItsKind()
    {
        var value = PlanValue.OfMap(
            ["spec", "data", "metadata", "kind", "apiVersion"],
            [
                PlanValue.EmptyMap,
                PlanValue.OfList([]),
                PlanValue.OfMap(["name"], [PlanValue.OfText("a")]),
                PlanValue.OfText("ConfigMap"),
                PlanValue.OfText("v1"),
            ]);
        Assert.Equal("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata: []\nspec: {}\n", PlanYaml.Document(value));
    }

    [Fact]
    public void NestedListsAndMapsKeepTheirStructure()
    {
        var value = PlanValue.OfMap(["a"], [PlanValue.OfList([
            PlanValue.OfList([PlanValue.OfNumber(1), PlanValue.OfNumber(2)]),
            PlanValue.OfMap(["x", "y"], [PlanValue.OfList([PlanValue.OfNumber(3)]), PlanValue.OfMap(["z"], [PlanValue.OfNumber(-0.5)])]),
            PlanValue.None])]);
        var list = (YamlSequenceNode)((YamlMappingNode)Parse(PlanYaml.Document(value)))["a"];
        Assert.Equal("2", ((YamlScalarNode)((YamlSequenceNode)list[0])[1]).Value);
        Assert.Equal("3", ((YamlScalarNode)((YamlSequenceNode)((YamlMappingNode)list[1])["x"])[0]).Value);
        Assert.Equal("-0.5", ((YamlScalarNode)((YamlMappingNode)((YamlMappingNode)list[1])["y"])["z"]).Value);
        Assert.Equal("null", ((YamlScalarNode)list[2]).Value);
    }

    [Theory]
    [InlineData(6443, "6443")]
    [InlineData(-1, "-1")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e-7, "1.0E-07")]
    public void NumbersStayNumbers(double number, string text) =>
        Assert.Equal($"num: {text}\n", PlanYaml.Document(PlanValue.OfMap(["num"], [PlanValue.OfNumber(number)])));

    private static YamlNode Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return Assert.Single(stream.Documents).RootNode;
    }
}
