using System.Collections.Immutable;
using System.Text.Json;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Tests.Sdk;

public sealed class InputsThatReachAMockTests
{
    public static TheoryData<string, object, object> Kinds => new()
    {
        { "int", 5, 5d },
        { "double", 1.5, 1.5 },
        { "bool", true, true },
        { "string", "s", "s" },
        { "enum", DayOfWeek.Friday, 5d },
        { "not a number", double.NaN, double.NaN },
        { "output", Output.Create("o"), "o" },
        { "secret", Output.CreateSecret("s"), "s" },
        { "union", Union<int, string>.FromT0(3), 3d },
        { "input", (Input<int>)7, 7d },
        { "enum struct", Size.Large, "large" },
    };

    public static TheoryData<string, object> Refused => new()
    {
        { "System.Int64", 5L },
        { "System.Single", 1f },
        { "System.Decimal", 1m },
        { "System.UInt32", 1u },
        { "System.Char", 'c' },
        { "System.DateTime", DateTime.UnixEpoch },
        { "System.Guid", Guid.Empty },
        { "System.Collections.Generic.HashSet`1", new HashSet<string> { "a" } },
        { "System.ValueTuple`2", (1, 2) },
        { "<>f__AnonymousType", new { a = 1 } },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task PlainValueArrivesUnchanged(string kind, object value, object plain)
    {
        var mocks = await Run.Program(() => _ = new Thing(kind, new() { Plain = new Dictionary<string, object> { ["v"] = value } }));

        Assert.Equal(plain, Map(mocks.Single(kind).Inputs["plain"])["v"]);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task UnsupportedValueFailsTheRunWithPropertyAndType(string type, object value)
    {
        var error = await Run.Error(() => _ = new Thing("t", new() { Any = value }));

        Assert.StartsWith("Running program '", error, StringComparison.Ordinal);
        Assert.StartsWith(
            $"System.InvalidOperationException: error serializing property \"any\": {type}",
            error.Split('\n')[1],
            StringComparison.Ordinal);
        Assert.Contains("is not a supported argument type.\n\tresource:t[test:index:Thing].any", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusesATaskWithTheAdviceToWrapIt() =>
        Assert.Contains(
            "error serializing property \"plain\": Tasks are not allowed inside ResourceArgs. Please wrap your Task in an Output:",
            await Run.Error(() => _ = new Thing("t", new() { Plain = Task.FromResult(1) })),
            StringComparison.Ordinal);

    [Fact]
    public async Task DictionaryNeedsStringKeys() =>
        Assert.Contains(
            "error serializing property \"plain\": Dictionaries are only supported with string keys:",
            await Run.Error(() => _ = new Thing("t", new() { Plain = new Dictionary<int, string> { [1] = "a" } })),
            StringComparison.Ordinal);

    [Fact]
    public async Task ListsAreImmutableArraysAndKeepNulls()
    {
        var mocks = await Run.Program(() => _ = new Thing("t", new() { Plain = new List<object?> { 1, null, new[] { "z" } } }));

        var list = Assert.IsType<ImmutableArray<object>>(mocks.Single("t").Inputs["plain"]);
        Assert.Equal(1d, list[0]);
        Assert.Null(list[1]);
        Assert.Equal(["z"], ((ImmutableArray<object>)list[2]).ToArray());
    }

    [Fact]
    public async Task DropsNullsAtEveryLevelOfAMap()
    {
        var mocks = await Run.Program(() => _ = new Thing("t", new()
        {
            Text = (string?)null!,
            Plain = new Dictionary<string, object?>
            {
                ["a"] = null,
                ["b"] = new Dictionary<string, object?> { ["c"] = null, ["d"] = Output.Create((string?)null) }
            },
        }));

        Assert.Equal(["plain"], mocks.Single("t").Inputs.Keys);
        var plain = Map(mocks.Single("t").Inputs["plain"]);
        Assert.Equal(["b"], plain.Keys);
        Assert.Empty(Map(plain["b"]));
    }

    [Fact]
    public async Task InputWithoutAValueIsAbsent()
    {
        var mocks = await Run.Program(() => _ = new Thing("t"));

        Assert.Empty(mocks.Single("t").Inputs);
    }

    [Fact]
    public async Task JsonArrivesAsItsValue()
    {
        var mocks = await Run.Program(
            () => _ = new Thing("t", new() { Plain = JsonDocument.Parse("""{"a":[1,null,"x",true]}""").RootElement }));

        Assert.Equal([1d, null, "x", true], ((ImmutableArray<object?>)Map(mocks.Single("t").Inputs["plain"])["a"]).ToArray());
    }

    [Fact]
    public async Task AssetArrivesAsAnAsset()
    {
        var mocks = await Run.Program(() => _ = new Thing("t", new() { Plain = new StringAsset("text") }));

        Assert.IsType<StringAsset>(mocks.Single("t").Inputs["plain"]);
    }

    [Fact]
    public async Task ResourceArrivesAsAResource()
    {
        var mocks = await Run.Program(() => _ = new Thing("t", new() { Plain = new Group("g") }));

        Assert.IsAssignableFrom<Resource>(mocks.Single("t").Inputs["plain"]);
    }

    [Fact]
    public async Task SendsPrivateBackingFieldsOfListsAndMaps()
    {
        var mocks = await Run.Program(
            () => _ = new Thing("t", new() { List = new object[] { 1, Output.Create("x") }, Map = { ["k"] = Output.CreateSecret("v") } }));

        Assert.Equal([1d, "x"], ((ImmutableArray<object>)mocks.Single("t").Inputs["list"]).ToArray());
        Assert.Equal("v", Map(mocks.Single("t").Inputs["map"])["k"]);
    }

    [Fact]
    public async Task NestedArgsAreMapsByWireName()
    {
        var mocks = await Run.Program(() => _ = new Thing("t", new() { Plain = new[] { new PartArgs { Name = "n", Count = 2 } } }));

        var part = Map(((ImmutableArray<object>)mocks.Single("t").Inputs["plain"])[0]);
        Assert.Equal("n", part["name"]);
        Assert.Equal(2d, part["count"]);
    }

    [Fact]
    public async Task SendsDefaultsOfGeneratedArgs()
    {
        var mocks = await Run.Program(() => _ = new CoreV1.Service("s", new ServiceArgs
        {
            Metadata = new ObjectMetaArgs { Labels = { ["a"] = "b" } },
            Spec = new ServiceSpecArgs
            {
                Ports = { new ServicePortArgs { Port = 80, TargetPort = "http" }, new ServicePortArgs { Port = 81, TargetPort = 8081 } },
                Type = CoreV1.ServiceSpecType.LoadBalancer,
            },
        }));

        var inputs = mocks.Single("s").Inputs;
        Assert.Equal(["apiVersion", "kind", "metadata", "spec"], inputs.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("v1", inputs["apiVersion"]);
        var spec = Map(inputs["spec"]);
        Assert.Equal("LoadBalancer", spec["type"]);
        Assert.Equal(["http", 8081d], ((ImmutableArray<object>)spec["ports"]).Select(port => Map(port)["targetPort"]));
    }

    [Fact]
    public async Task JsonInputArrivesAsTextInTheOfficialForm()
    {
        var mocks = await Run.Program(() =>
        {
            _ = new Thing("flag", new() { AsJson = true });
            _ = new Thing(
                "map",
                new()
                {
                    AsJson = new Dictionary<string, object?>
                    {
                        ["b"] = new object[] { 1, "<x>" },
                        ["a"] = Output.CreateSecret(1.5),
                        ["n"] = null,
                        ["e"] = new Dictionary<string, object>()
                    }
                });
        });

        Assert.Equal("true", mocks.Single("flag").Inputs["asJson"]);
        Assert.Equal(
            """{ "a": { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "value": 1.5 },"""
            + """ "b": [ 1, "\u003cx\u003e" ], "e": { } }""",
            mocks.Single("map").Inputs["asJson"]);
    }

    [Fact]
    public async Task NamesAMissingRequiredInputWithItsClass() =>
        Assert.Equal(
            $"System.ArgumentNullException: [Input] {typeof(StrictArgs).FullName}.Name is required but was not given a value " +
            "(Parameter 'Name')",
            (await Run.Error(() => _ = new CustomResource("test:index:Strict", "s", new StrictArgs(), new CustomResourceOptions())))
                .Split('\n')[1]);

    [Fact]
    public async Task ChecksDictionaryArgsAtTheTopLevelOnly()
    {
        var allowed = ImmutableDictionary<string, object?>.Empty
            .Add("text", "x").Add("map", ImmutableDictionary<string, object>.Empty.Add("deep", new List<int> { 1 })).Add(
                "secret", Output.CreateSecret("s")).Add("none", null);

        var mocks = await Run.Program(
            () => _ = new CustomResource("test:index:Any", "a", new DictionaryResourceArgs(allowed), new CustomResourceOptions()));
        var error = await Run.Error(
            () =>
                _ = new CustomResource(
                    "test:index:Any", "a", new DictionaryResourceArgs(allowed.Add("bad", new PartArgs())), new CustomResourceOptions()));

        Assert.Equal(["map", "secret", "text"], mocks.Single("a").Inputs.Keys.Order(StringComparer.Ordinal));
        Assert.Contains(
            $"System.InvalidOperationException: dictionary contains invalid type {typeof(PartArgs).FullName}. Allowed types are:",
            error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task IdAndUrnAreNoInputs()
    {
        var inputs = ImmutableDictionary<string, object?>.Empty.Add("id", "i").Add("urn", "u").Add("other", "o");

        var mocks = await Run.Program(
            () => _ = new CustomResource("test:index:Any", "a", new DictionaryResourceArgs(inputs), new CustomResourceOptions()));

        Assert.Equal(["other"], mocks.Single("a").Inputs.Keys);
    }

    [Fact]
    public async Task RegistersComponentsWithTheirArgsAndNotTheStack()
    {
        var mocks = await Run.Program(() => _ = new ComponentResource("test:index:C", "c", new PartArgs { Name = "n" }));

        var only = Assert.Single(mocks.Resources);
        Assert.Equal("test:index:C", only.Type);
        Assert.Equal("n", only.Inputs["name"]);
    }

    [Fact]
    public async Task RegistersIndependentResourcesInOrder()
    {
        var names = Enumerable.Range(0, 50).Select(i => $"t{i}").ToArray();

        var mocks = await Run.Program(() => Array.ForEach(names, name => _ = new Thing(name)));

        Assert.Equal(names, mocks.Resources.Select(resource => resource.Name));
    }

    private static ImmutableDictionary<string, object> Map(object value) =>
        Assert.IsType<ImmutableDictionary<string, object>>(value, exactMatch: false);
}
