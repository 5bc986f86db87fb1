using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Tests.Sdk;

public sealed class UnknownsTests
{
    private static (string? Id, object State) Nothing(Pulumi.Testing.MockResourceArgs args) =>
        (args.Name == "no-id" ? null : args.Name == "empty-id" ? "" : "id", ImmutableDictionary<string, object>.Empty);

    [Fact]
    public async Task DropsAPropertyWithAnUnknownAtAnyDepth()
    {
        var mocks = await Run.Program(() => _ = new Thing("t", new()
        {
            Text = "kept",
            Plain = new Dictionary<string, object> { ["known"] = 1, ["list"] = new object[] { OutputUtilities.CreateUnknown("x") } },
            Map = { ["a"] = "b", ["c"] = OutputUtilities.CreateUnknown<object>("x") },
            List = new object[] { 1, OutputUtilities.CreateUnknown(2) },
        }));

        Assert.Equal(["text"], mocks.Single("t").Inputs.Keys);
    }

    [Fact]
    public async Task MissingStateIsUnknownInAPreview()
    {
        var text = await Run.Output(() => new Thing("t").Text, Nothing, Run.Preview);

        Assert.False(await OutputUtilities.GetIsKnownAsync(text));
    }

    [Fact]
    public async Task MissingStateIsTheDefaultValueInAnUpdate()
    {
        var text = await Run.Output(() => new Thing("t").Text, Nothing);
        var number = await Run.Output(() => new Thing("t").Number, Nothing);

        Assert.True(await OutputUtilities.GetIsKnownAsync(text));
        Assert.Null(await OutputUtilities.GetValueAsync(text));
        Assert.Equal(0, await OutputUtilities.GetValueAsync(number));
    }

    [Theory]
    [InlineData("no-id", true)]
    [InlineData("no-id", false)]
    [InlineData("empty-id", false)]
    public async Task MissingIdIsUnknownInAnUpdate(string name, bool preview) =>
        Assert.False(
            await OutputUtilities.GetIsKnownAsync(await Run.Output(() => new Thing(name).Id, Nothing, preview ? Run.Preview : Run.Update)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ApplyDoesNotRunOnAnUnknown(bool preview)
    {
        var ran = false;

        var applied = await Run.Output(() => new Thing("no-id").Id.Apply(id => ran = true), Nothing, preview ? Run.Preview : Run.Update);

        Assert.False(ran);
        Assert.False(await OutputUtilities.GetIsKnownAsync(applied));
    }

    [Fact]
    public async Task UnknownHasTheDefaultValue()
    {
        Assert.Null(await OutputUtilities.GetValueAsync(OutputUtilities.CreateUnknown("zz")));
        Assert.Equal(0, await OutputUtilities.GetValueAsync(OutputUtilities.CreateUnknown(() => Task.FromResult(3))));
    }

    [Fact]
    public async Task UnknownInAMockStateMakesItsPropertyUnknown()
    {
        var text = await Run.Output(
            () => new Thing("t").Text, _ => ("id", new Dictionary<string, object> { ["text"] = OutputUtilities.CreateUnknown("x") }));
        var bare = await Run.Output(
            () => new Thing("t").Text, _ => ("id", new Dictionary<string, object> { ["text"] = "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }));

        Assert.False(await OutputUtilities.GetIsKnownAsync(text));
        Assert.False(await OutputUtilities.GetIsKnownAsync(bare));
    }

    [Fact]
    public async Task CombinedOutputIsKnownIfAllAre()
    {
        var unknown = OutputUtilities.CreateUnknown("x");

        Assert.False(await OutputUtilities.GetIsKnownAsync(Output.All(Output.Create("a"), unknown)));
        Assert.False(await OutputUtilities.GetIsKnownAsync(Output.Tuple(Output.Create(1), unknown)));
        Assert.False(await OutputUtilities.GetIsKnownAsync(Output.Format($"a{unknown}")));
        Assert.False(await OutputUtilities.GetIsKnownAsync(Output.Create("a").Apply(_ => unknown)));
        Assert.False(
            await OutputUtilities.GetIsKnownAsync(Output.JsonSerialize(Output.Create(new Dictionary<string, object> { ["a"] = unknown }))));
    }
}
