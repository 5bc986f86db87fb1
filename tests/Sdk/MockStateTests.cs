using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Tests.Sdk;

public sealed class MockStateTests
{
    private static Task<Output<string>> Text(object state) => Run.Output(() => new Thing("t").Text, _ => ("id", state));

    public static TheoryData<string, object> Accepted => new()
    {
        { "dictionary of objects", new Dictionary<string, object> { ["text"] = "r" } },
        { "dictionary of strings", new Dictionary<string, string> { ["text"] = "r" } },
        { "immutable dictionary", ImmutableDictionary<string, object>.Empty.Add("text", "r") },
        { "builder", ImmutableDictionary<string, object>.Empty.Add("text", "r").ToBuilder() },
        { "args", new ThingArgs { Text = "r" } },
        { "outputs", new Dictionary<string, Output<string>> { ["text"] = Output.Create("r") } },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task StateMayBeADictionaryOrArgs(string kind, object state)
    {
        Assert.NotEmpty(kind);
        Assert.Equal("r", await OutputUtilities.GetValueAsync(await Text(state)));
    }

    [Fact]
    public async Task RefusesOtherObjects()
    {
        var anonymous = await Run.Error(() => _ = new Thing("t"), _ => ("id", new { text = "r" }));
        var number = await Run.Error(() => _ = new Thing("t"), _ => ("id", new Dictionary<string, object> { ["text"] = 5L }));

        Assert.Contains("System.InvalidOperationException: <>f__AnonymousType", anonymous, StringComparison.Ordinal);
        Assert.Contains(
            "System.InvalidOperationException: System.Int64 is not a supported argument type.", number, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecretInTheStateMakesItsPropertySecret()
    {
        Assert.True(await Output.IsSecretAsync(await Text(new Dictionary<string, object> { ["text"] = Output.CreateSecret("zz") })));
        object[] parts = [new Dictionary<string, object> { ["name"] = Output.CreateSecret("zz") }];
        Assert.True(await Output.IsSecretAsync(
            await Run.Output(() => new Thing("t").Parts, _ => ("id", new Dictionary<string, object> { ["parts"] = parts }))));
        Assert.False(await Output.IsSecretAsync(await Text(new Dictionary<string, object> { ["text"] = "zz" })));
    }

    [Fact]
    public async Task EchoedSecretInputsAreNotSecret() =>
        Assert.False(await Output.IsSecretAsync(await Run.Output(() => new Thing("t", new() { Text = Output.CreateSecret("s") }).Text)));

    [Fact]
    public async Task OutputPropertyDependsOnItsResourceOnly()
    {
        var text = await Run.Output(() => new Thing("b", new() { Text = new Thing("a").Id }).Text);

        Assert.Equal("b", Assert.Single(await OutputUtilities.GetDependenciesAsync(text)).GetResourceName());
    }

    [Fact]
    public async Task BuildsComplexPropertiesFromTheState()
    {
        var state = new Dictionary<string, object>
        {
            ["parts"] = new object[] { new Dictionary<string, object> { ["name"] = "p", ["count"] = 3 } },
            ["byName"] = new Dictionary<string, object> { ["x"] = new PartArgs { Name = "q" } },
            ["choice"] = "auto",
            ["size"] = "large",
            ["number"] = 7,
            ["maybe"] = 8,
        };
        var part = await Run.Output(() => new Thing("t").Parts.Apply(parts => $"{parts[0].Name}{parts[0].Count}"), _ => ("id", state));
        var named = await Run.Output(
            () => new Thing("t").ByName.Apply(parts => $"{parts["x"].Name}{parts["x"].Count}"), _ => ("id", state));
        var rest = await Run.Output(
            () =>
                Output.Tuple(new Thing("t").Choice, new Thing("t").Size, new Thing("t").Number, new Thing("t").Maybe)
                    .Apply(t => $"{t.Item1.AsT1} {(string)t.Item2} {t.Item3} {t.Item4}"),
            _ => ("id", state));

        Assert.Equal("p3", await OutputUtilities.GetValueAsync(part));
        Assert.Equal("q0", await OutputUtilities.GetValueAsync(named));
        Assert.Equal("auto large 7 8", await OutputUtilities.GetValueAsync(rest));
    }

    [Fact]
    public async Task PropertyOfAnotherTypeIsTheDefaultValue()
    {
        Assert.Null(await OutputUtilities.GetValueAsync(await Text(new Dictionary<string, object> { ["text"] = 5 })));
        Assert.Equal(
            0,
            await OutputUtilities.GetValueAsync(
                await Run.Output(() => new Thing("t").Number, _ => ("id", new Dictionary<string, object> { ["number"] = "seven" }))));
    }

    [Fact]
    public async Task BuildsGeneratedOutputTypesFromEchoedInputs()
    {
        var metadata = new Pulumi.Kubernetes.Types.Inputs.Meta.V1.ObjectMetaArgs { Name = "apps", Labels = { ["a"] = "b" } };
        var name = await Run.Output(() => new CoreV1.Namespace("ns", new() { Metadata = metadata })
            .Metadata.Apply(metadata => metadata.Name + metadata.Labels["a"]));

        Assert.Equal("appsb", await OutputUtilities.GetValueAsync(name));
    }

    [Fact]
    public async Task FillsOutputsOfAComponentFromItsState()
    {
        var value = await Run.Output(() => new Filled("f").Value, _ => ("id", new Dictionary<string, object> { ["value"] = "v" }));

        Assert.Equal("v", await OutputUtilities.GetValueAsync(value));
    }

    [Fact]
    public async Task RefusesAnOutputOfATypeThatNoStateCanHave()
    {
        var error = await Run.Error(() => _ = new Wrong("w"));

        Assert.Contains(
            $"[Output] {typeof(Wrong).FullName}.Value contains invalid type System.Int64. Allowed types are:",
            error,
            StringComparison.Ordinal);
    }

    private sealed class Filled(string name) : ComponentResource("test:index:Filled", name)
    {
        [Output("value")]
        public Output<string> Value { get; private set; } = null!;
    }

    private sealed class Wrong(string name) : ComponentResource("test:index:Wrong", name)
    {
        [Output("value")]
        public Output<long> Value { get; private set; } = null!;
    }
}
