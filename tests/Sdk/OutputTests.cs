using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Tests.Sdk;

public sealed class OutputTests
{
    [Fact]
    public async Task ApplyCombinesSecrecyOfInputAndResult()
    {
        Assert.True(await Output.IsSecretAsync(Output.CreateSecret(2).Apply(value => value + 1)));
        Assert.True(await Output.IsSecretAsync(Output.Create(2).Apply(value => Output.CreateSecret(value + 1))));
        Assert.True(await Output.IsSecretAsync(Output.Create(2).Apply(value => (Input<int>)Output.CreateSecret(value + 1))));
        Assert.False(await Output.IsSecretAsync(Output.Create(2).Apply(value => value + 1)));
    }

    [Fact]
    public async Task CombinedOutputIsSecretIfOneIs()
    {
        Assert.True(await Output.IsSecretAsync(Output.All(Output.CreateSecret("a"), Output.Create("b"))));
        Assert.True(await Output.IsSecretAsync(Output.Tuple(Output.CreateSecret("a"), Output.Create(1))));
        Assert.True(await Output.IsSecretAsync(Output.Format($"a{Output.CreateSecret("s")}b{1}")));
        Assert.True(
            await Output.IsSecretAsync(
                Output.JsonSerialize(Output.Create(new Dictionary<string, object> { ["a"] = Output.CreateSecret(1) }))));
    }

    [Fact]
    public async Task UnsecretLeavesTheOriginalSecret()
    {
        var secret = Output.CreateSecret("s");

        var bare = Output.Unsecret(secret);

        Assert.False(await Output.IsSecretAsync(bare));
        Assert.True(await Output.IsSecretAsync(secret));
        Assert.Equal("s", await OutputUtilities.GetValueAsync(bare));
    }

    [Fact]
    public async Task ApplyCollectsDependencies()
    {
        var both = await Run.Output(() => Output.Tuple(new Thing("a").Id, new Thing("b").Id).Apply(ids => ids.Item1 + ids.Item2));

        Assert.Equal(
            ["a", "b"],
            (await OutputUtilities.GetDependenciesAsync(both)).Select(resource => resource.GetResourceName())
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task WithDependencyAddsADependency()
    {
        var output = await Run.Output(() => OutputUtilities.WithDependency(Output.CreateSecret("s"), new Thing("a")));

        Assert.Equal("a", Assert.Single(await OutputUtilities.GetDependenciesAsync(output)).GetResourceName());
        Assert.True(await Output.IsSecretAsync(output));
    }

    [Fact]
    public async Task ApplyAcceptsAsynchronousFunctions()
    {
        var done = false;
        var value = Output.Create(2).Apply(async number =>
        {
            await Task.Yield();
            return number + 1;
        });
        var effect = Output.Create(2).Apply(async Task (number) =>
        {
            await Task.Yield();
            done = number == 2;
        });

        Assert.Equal(3, await OutputUtilities.GetValueAsync(value));
        Assert.Equal(default, await OutputUtilities.GetValueAsync(effect));
        Assert.True(done);
    }

    [Fact]
    public async Task OutputOfATaskCompletesWithTheTask()
    {
        var source = new TaskCompletionSource<int>();
        var output = Output.Tuple(Output.Create(source.Task), Output.CreateSecret("s")).Apply(both => both.Item2 + both.Item1);
        var value = OutputUtilities.GetValueAsync(output);

        Assert.False(value.IsCompleted);
        source.SetResult(5);

        Assert.Equal("s5", await value);
        Assert.True(await Output.IsSecretAsync(output));
    }

    [Fact]
    public async Task DeferredOutputResolvesOnce()
    {
        var deferred = new DeferredOutput<string>();
        var text = Output.Format($"<{deferred.Output}>");

        deferred.Resolve(Output.CreateSecret("later"));

        Assert.Equal("<later>", await OutputUtilities.GetValueAsync(text));
        Assert.True(await Output.IsSecretAsync(text));
        Assert.Throws<InvalidOperationException>(() => deferred.Resolve(Output.Create("again")));
    }

    [Fact]
    public async Task FailingApplyFailsTheRunAndItsDependants()
    {
        var error = await Run.Error(
            () => _ = new Thing("t", new() { Number = Output.Create("x").Apply(int.Parse).Apply(number => number + 1) }));

        Assert.Contains("System.FormatException", error, StringComparison.Ordinal);
        await Assert.ThrowsAsync<FormatException>(() => OutputUtilities.GetValueAsync(Output.Create("x").Apply(int.Parse)));
    }

    [Fact]
    public async Task OutputAsTextIsAnExplanation()
    {
        var text = "";

        await Run.Program(() => text = $"{Output.Create("x")}");

        Assert.StartsWith("Calling [ToString] on an [Output<T>] is not supported.", text, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => Output.Create("x").ToString());
    }

    [Fact]
    public async Task SerializesOutputsUnwrappedToJson()
    {
        var json = Output.JsonSerialize(Output.Create(new Dictionary<string, object>
        {
            ["a"] = Output.Create(1),
            ["b"] = (Input<string>)"x",
            ["c"] = new InputList<int> { 1, 2 },
            ["d"] = new InputMap<bool> { ["e"] = true },
            ["f"] = Output.Create(Output.Create(2)),
        }));

        Assert.Equal("""{"a":1,"b":"x","c":[1,2],"d":{"e":true},"f":2}""", await OutputUtilities.GetValueAsync(json));
    }

    [Fact]
    public async Task DeserializesJsonIntoOutputs()
    {
        var read = Output.JsonDeserialize<Dictionary<string, Output<int>>>(Output.CreateSecret("""{"a":1}"""));

        var map = await OutputUtilities.GetValueAsync(read);
        Assert.True(await Output.IsSecretAsync(read));
        Assert.Equal(1, await OutputUtilities.GetValueAsync(map["a"]));
        Assert.True(await Output.IsSecretAsync(map["a"]));
    }

    [Fact]
    public async Task GetAtReturnsAnElement()
    {
        var array = Output.Create(ImmutableArray.Create("a", "b"));

        Assert.Equal("a", await OutputUtilities.GetValueAsync(array.First()));
        Assert.Equal("b", await OutputUtilities.GetValueAsync(array.GetAt(1)));
        Assert.Equal(2, await OutputUtilities.GetValueAsync(array.Length()));
    }

    [Fact]
    public async Task CombinesEightValues()
    {
        var o = Output.Create(1);

        var sum = Output.Tuple(o, o, o, o, o, o, o, o)
            .Apply(t => t.Item1 + t.Item2 + t.Item3 + t.Item4 + t.Item5 + t.Item6 + t.Item7 + t.Item8);

        Assert.Equal(8, await OutputUtilities.GetValueAsync(sum));
    }
}
