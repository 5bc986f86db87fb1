using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Infra.Model;
using Infra.Model.Yaml;

namespace Infra.Tests.Model.Yaml;

public sealed class YamlFoldTests
{
    [Fact]
    public void MapsMergeByKey() => Assert.Equal("{a:1,b:{c:2,d:4},e:5}", Fold("a: 1\nb: {c: 2, d: 3}", "b: {d: 4}\ne: 5"));

    [Fact]
    public void NamedItemsMergeByNameAndKeepTheirOrder() =>
        Assert.Equal(
            "{l:[{name:x,v:1},{name:y,v:9},{name:z,v:3}]}",
            Fold("l: [{name: x, v: 1}, {name: y, v: 2}]", "l: [{name: z, v: 3}, {name: y, v: 9}]"));

    [Fact]
    public void RemovedItemLeavesItsNeighbours() =>
        Assert.Equal(
            "{l:[{name:x,v:1},{name:z,v:3}]}",
            Fold("l: [{name: x, v: 1}, {name: y, v: 2}, {name: z, v: 3}]", "l: [{name: y, remove: true}]"));

    [Fact]
    public void PlainListsAreReplaced() => Assert.Equal("{l:[3]}", Fold("l: [1, 2]", "l: [3]"));

    [Fact]
    public void EmptyListReplacesANamedList() => Assert.Equal("{l:[]}", Fold("l: [{name: x}]", "l: []"));

    [Theory]
    [InlineData("l:\n- v: 2", 2, "an entry of a list of named entries has no name")]
    [InlineData("l:\n- {name: y}\n- {v: 2, name: {a: 1}}", 3, "the name of an entry is a map")]
    [InlineData("l:\n- name:", 2, "the name of an entry is nothing")]
    public void ReportsAnEntryWithoutAName(string upper, int line, string says)
    {
        var problems = new ProblemList();
        var folded = Text(YamlFold.Fold(Read("l: [{name: x, v: 1}]", "lower"), Read(upper, "upper"), problems));

        var problem = Assert.Single(problems.Sorted());
        Assert.Equal((line, says), (problem.Position.Line, problem.Wrong));
        Assert.Equal("{l:[{name:x,v:1}]}", folded);
    }

    [Fact]
    public void NamedListIsReplacedOnRequest() => Assert.Equal("{l:[{name:y}]}", Fold("l: [{name: x, v: 1}]", "l: {replace: [{name: y}]}"));

    [Fact]
    public void NullRestoresTheDefault() => Assert.Equal("{b:2}", Fold("a: 1\nb: 2", "a: null"));

    [Fact]
    public void NullInTheLowestLayerIsNoSetting() =>
        Assert.Equal("{b:2}", Fold("b: 2", "c: {}").Replace(",c:{}", "", StringComparison.Ordinal));

    [Fact]
    public void ListsInsideNamedItemsMerge() =>
        Assert.Equal(
            "{l:[{name:x,m:[{name:a,v:2},{name:b}]}]}",
            Fold("l: [{name: x, m: [{name: a, v: 1}]}]", "l: [{name: x, m: [{name: a, v: 2}, {name: b}]}]"));

    [Fact]
    public void ReportsTheRemovalOfAMissingItem() =>
        Assert.Contains(
            "'y' cannot be removed: it is not there; there are x",
            Problem("l: [{name: x}]", "l: [{name: y, remove: true}]"),
            StringComparison.Ordinal);

    [Fact]
    public void ReportsAnItemRemovedAndSetAtOnce() =>
        Assert.Contains(
            "'remove' beside other settings", Problem("l: [{name: x}]", "l: [{name: x, remove: true, v: 1}]"), StringComparison.Ordinal);

    [Fact]
    public void ReportsANameTwiceInOneList() =>
        Assert.Contains("'x' is in the list twice", Problem("a: 1", "l: [{name: x}, {name: x}]"), StringComparison.Ordinal);

    [Fact]
    public void MergedValueHasThePositionOfTheUpperLayer()
    {
        var folded = YamlFold.Fold(Read("a: 1", "low.yaml"), Read("\na: 2", "high.yaml"), new ProblemList());
        Assert.Equal("high.yaml:2", folded.Find("a")!.Position.ToString());
    }

    [Fact]
    public void MergingALayerTwiceIsIdempotent()
    {
        var layers = Gen.Elements(
            "a: 1",
            "a: {b: 2}",
            "l: [{name: x, v: 1}, {name: y}]",
            "l: [{name: y, v: 2}]",
            "l: [1, 2]",
            "a: null",
            "l: {replace: [{name: z}]}",
            "l: []");
        Prop.ForAll(layers.ToArbitrary(), layers.ToArbitrary(), (lower, upper) =>
        {
            var once = YamlFold.Fold(Read(lower, "l"), Read(upper, "u"), new ProblemList());
            var twice = YamlFold.Fold(once, Read(upper, "u"), new ProblemList());
            return Text(once) == Text(twice);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void MergingIsAssociative()
    {
        var layers = Gen.Elements(
            "d: 1",
            "a: {b: 2, c: 3}",
            "a: {b: 4}",
            "l: [{name: x, v: 1}, {name: y}]",
            "l: [{name: y, v: 2}, {name: z}]",
            "l: [{name: x, v: 5}]");
        Prop.ForAll(layers.ToArbitrary(), layers.ToArbitrary(), layers.ToArbitrary(), (first, second, third) =>
        {
            var problems = new ProblemList();
            var left = YamlFold.Fold(YamlFold.Fold(Read(first, "1"), Read(second, "2"), problems), Read(third, "3"), problems);
            var right = YamlFold.Fold(Read(first, "1"), YamlFold.Fold(Read(second, "2"), Read(third, "3"), problems), problems);
            return Text(left) == Text(right);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("")]
    [InlineData(", remove: true")]
    public void MergingReadsEachEntryAConstantNumberOfTimes(string setting)
    {
        const int Items = 3000;
        var reads = 0;
        var lower = Read($"l: [{string.Join(", ", Enumerable.Range(0, Items).Select(index => $"{{name: n{index}}}"))}]", "lower");
        var upper = Read($"l: [{string.Join(", ", Enumerable.Range(0, Items).Select(index => $"{{name: n{index}{setting}}}"))}]", "upper");
        YamlFold.Fold(Counted(lower), Counted(upper), new ProblemList());
        Assert.InRange(reads, Items, 50 * Items);

        YamlMap Counted(YamlMap map) => new(new CountedList<YamlEntry>(
            [
                .. map.Entries.Select(
                    entry => entry with { Value = new YamlSequence([.. ((YamlSequence)entry.Value).Items.Select(Item)], entry.Position) }),
            ], () =>
                reads++), map.Position);
        YamlMap Item(YamlNode item) => new(new CountedList<YamlEntry>(((YamlMap)item).Entries, () => reads++), item.Position);
    }

    private static string Fold(string lower, string upper)
    {
        var problems = new ProblemList();
        var folded = YamlFold.Fold(YamlFold.Fold(Read("{}", "none"), Read(lower, "lower"), problems), Read(upper, "upper"), problems);
        Assert.Empty(problems.Sorted());
        return Text(folded);
    }

    private static string Problem(string lower, string upper)
    {
        var problems = new ProblemList();
        YamlFold.Fold(Read(lower, "lower"), Read(upper, "upper"), problems);
        return Assert.Single(problems.Sorted()).ToString();
    }

    private static YamlMap Read(string text, string file) => (YamlMap)YamlReader.Read(text, file, new ProblemList())!;

    private static string Text(YamlNode node)
    {
        var text = new StringBuilder();
        switch (node)
        {
            case YamlScalar scalar:
                text.Append(scalar.Text);
                break;
            case YamlSequence list:
                text.Append('[').AppendJoin(',', list.Items.Select(Text)).Append(']');
                break;
            case YamlMap map:
                text.Append('{').AppendJoin(',', map.Entries.Select(entry => $"{entry.Key}:{Text(entry.Value)}")).Append('}');
                break;
            default:
                break;
        }

        return text.ToString();
    }

    /// <summary>A list that reports each item read.</summary>
    private sealed class CountedList<T>(IReadOnlyList<T> items, Action read) : IReadOnlyList<T>
    {
        public int Count => items.Count;

        public T this[int index]
        {
            get
            {
                read();
                return items[index];
            }
        }

        public IEnumerator<T> GetEnumerator()
        {
            foreach (var item in items)
            {
                read();
                yield return item;
            }
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
