using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Tests.Sdk;

public sealed class InputTests
{
    [Fact]
    public async Task ListAcceptsValuesOutputsAndCollections()
    {
        var list = new InputList<string>
        {
            "1",
            Output.Create("2"),
            new[] { "3", "4" },
            new List<string> { "5" },
            ImmutableArray.Create("6"),
            Output.Create(ImmutableArray.Create("7", "8")),
        };

        Assert.Equal("1 2 3 4 5 6 7 8", string.Join(' ', await OutputUtilities.GetValueAsync(list.ToOutput())));
    }

    [Fact]
    public async Task ConcatLeavesBothLists()
    {
        var first = new InputList<string> { "a" };
        var second = new InputList<string> { "b" };

        var both = first.Concat(second);
        first.Add("c");

        Assert.Equal("a b", string.Join(' ', await OutputUtilities.GetValueAsync(both.ToOutput())));
        Assert.Equal("b", string.Join(' ', await OutputUtilities.GetValueAsync(second.ToOutput())));
    }

    [Fact]
    public async Task MapAcceptsEntriesDictionariesAndOutputs()
    {
        var map = new InputMap<string>
        {
            { "1", "a" },
            { "2", Output.Create("b") },
            new Dictionary<string, string> { ["3"] = "c" },
            Output.Create(ImmutableDictionary<string, string>.Empty.Add("4", "d")),
        };

        var read = await OutputUtilities.GetValueAsync(map.ToOutput());
        Assert.Equal("a b c d", string.Join(' ', read.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value)));
    }

    [Fact]
    public async Task DuplicateKeyWithAnotherValueFailsTheRun()
    {
        var same = new InputMap<string> { ["a"] = "1" };
        same.Add("a", Output.Create("1"));

        Assert.Equal("1", (await OutputUtilities.GetValueAsync(same.ToOutput()))["a"]);
        Assert.Contains(
            "Key 'a' already exists in the map with a different value.",
            await Run.Error(() => _ = new InputMap<string> { ["a"] = "1", ["b"] = "2" }["a"] = "3"),
            StringComparison.Ordinal);
        Assert.Contains(
            "An element with the same key but a different value already exists. Key: 'a'",
            await Run.Error(() => _ = new InputMap<string> { { "a", "1" }, new Dictionary<string, string> { ["a"] = "2" } }),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeepsManyKeysApart()
    {
        var map = new InputMap<int>();
        for (var i = 0; i < 40; i++)
        {
            map.Add($"k{i}", i);
        }

        map.Add("k39", 39);

        Assert.Equal(40, (await OutputUtilities.GetValueAsync(map.ToOutput())).Count);
        Assert.Contains("Key 'k7' already exists", await Run.Error(() => map.Add("k7", -1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MergeTakesTheSecondValueAndLeavesBothMaps()
    {
        var first = new InputMap<string> { ["a"] = "1", ["b"] = "1" };
        var second = new InputMap<string> { ["b"] = "2", ["c"] = "2" };

        var merged = await OutputUtilities.GetValueAsync(InputMap<string>.Merge(first, second).ToOutput());

        Assert.Equal("1 2 2", $"{merged["a"]} {merged["b"]} {merged["c"]}");
        Assert.Equal("1", (await OutputUtilities.GetValueAsync(first.ToOutput()))["b"]);
    }

    [Fact]
    public async Task UnionAcceptsEitherType()
    {
        InputUnion<int, string> number = 80;
        InputUnion<int, string> name = Output.Create("http");
        var list = new InputList<Union<int, string>> { 1, "a" };

        Assert.Equal(80, (await OutputUtilities.GetValueAsync(number.ToOutput())).AsT0);
        Assert.Equal("http", (await OutputUtilities.GetValueAsync(name.ToOutput())).AsT1);
        Assert.Equal([1, "a"], (await OutputUtilities.GetValueAsync(list.ToOutput())).Select(value => value.Value));
    }

    [Fact]
    public void UnionOfTheOtherTypeThrowsWhenRead()
    {
        var union = Union<int, string>.FromT1("a");

        Assert.True(union.IsT1);
        Assert.Throws<InvalidOperationException>(() => union.AsT0);
        Assert.Equal("a", union.Match(number => "number", text => text));
        Assert.NotEqual(Union<int, string>.FromT0(0), union);
        Assert.Equal(Union<int, string>.FromT1("a"), union);
    }

    [Fact]
    public void ListsAndMapsCannotBeEnumeratedSynchronously()
    {
        Assert.Throws<NotSupportedException>(() => ((System.Collections.IEnumerable)new InputList<int>()).GetEnumerator());
        Assert.Throws<NotSupportedException>(() => ((System.Collections.IEnumerable)new InputMap<int>()).GetEnumerator());
    }

    [Fact]
    public async Task MissingInputIsTheDefaultValue() =>
        Assert.Null(await OutputUtilities.GetValueAsync(((Input<string>?)null).ToOutput()));
}
