using FsCheck;
using FsCheck.Fluent;
using Infra.Preview.Diff;
using Infra.Preview.Graph;

namespace Infra.Tests.Preview.Diff;

/// <summary>Laws of the comparison, on values of any shape.</summary>
public sealed class ValueDifferPropertiesTests
{
    private static readonly string[] Keys = ["a", "b", "c", "name"];
    private static readonly string[] Texts = ["x", "y", "1Gi", "1024Mi", "", "{}", PlanValue.UnknownText];

    private static readonly Arbitrary<(PlanValue, PlanValue)> Pairs =
        (from old in Map(3) from value in Map(3) select (old, value)).ToArbitrary();

    private static readonly Arbitrary<(PlanValue, PlanValue)> MapPairs =
        (from old in Map(3, withLists: false) from value in Map(3, withLists: false) select (old, value)).ToArbitrary();

    private static readonly Arbitrary<(int[], int[])> Orders =
        (from count in Gen.Choose(0, 8)
         from order in Gen.Shuffle(Enumerable.Range(0, count))
         from other in Gen.Shuffle(Enumerable.Range(0, count))
         select (order.ToArray(), other.ToArray())).ToArbitrary();

    [Fact]
    public void EqualValuesHaveNoDifference() =>
        Prop.ForAll(Pairs, pair => Diff(pair.Item1, Copy(pair.Item1)).Count == 0).QuickCheckThrowOnFailure();

    [Fact]
    public void ValuesWithoutDifferenceAreEqual() =>
        Prop.ForAll(Pairs, pair => Diff(pair.Item1, pair.Item2).Count > 0 == !pair.Item1.IsSameAs(pair.Item2))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void EveryPathOccursOnceForEachKind() =>
        Prop.ForAll(Pairs, pair =>
        {
            var changes = Diff(pair.Item1, pair.Item2);
            return changes.DistinctBy(change => (change.Path, change.Kind)).Count() == changes.Count;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void AppliedDifferencesGiveTheNewValue() =>
        Prop.ForAll(
            MapPairs,
            pair => pair.Item2.IsSameAs(Diff(pair.Item1, pair.Item2).Aggregate(pair.Item1, Apply)))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void TheWayBackHasTheOppositeDifferences() =>
        Prop.ForAll(MapPairs, pair =>
            Diff(pair.Item1, pair.Item2).Select(change => (change.Path, change.Kind))
                .SequenceEqual(Diff(pair.Item2, pair.Item1).Select(change => (change.Path, Opposite(change.Kind)))))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void OrderOfItemsWithAKeyIsOneDifferenceAtMost() =>
        Prop.ForAll(Orders, orders =>
        {
            var changes = Diff(Containers(orders.Item1), Containers(orders.Item2));
            return orders.Item1.SequenceEqual(orders.Item2)
                ? changes.Count == 0
                : changes is [{ Kind: ChangeKind.Reordered, Path: "containers" }];
        }).QuickCheckThrowOnFailure();

    private static IReadOnlyList<PropertyChange> Diff(PlanValue old, PlanValue value) =>
        ValueDiffer.Between(Resource(old), Resource(value)).Changes;

    private static PlanResource Resource(PlanValue inputs) =>
        new() { Urn = "urn", Type = "kubernetes:apps/v1:Deployment", Name = "x", Inputs = inputs };

    private static PlanValue Containers(int[] order) => PlanValue.OfMap(
        ["containers"],
        [PlanValue.OfList([.. order.Select(number => PlanValue.OfMap(["name"], [PlanValue.OfText($"c{number}")]))])]);

    private static ChangeKind Opposite(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => ChangeKind.Removed,
        ChangeKind.Removed => ChangeKind.Added,
        _ => kind,
    };

    private static PlanValue Apply(PlanValue value, PropertyChange change) => Put(value, change.New, change.Path.Split('.'));

    private static PlanValue Put(PlanValue map, PlanValue? value, ReadOnlySpan<string> path)
    {
        var key = path[0];
        var put = path.Length == 1 ? value : Put(map[key]!, value, path[1..]);
        var kept = map.Keys.Zip(map.Items).Where(entry => entry.First != key).ToList();
        if (put is not null)
        {
            kept.Add((key, put));
        }
        return PlanValue.OfMap([.. kept.Select(entry => entry.First)], [.. kept.Select(entry => entry.Second)]);
    }

    private static PlanValue Copy(PlanValue value) => value.Kind switch
    {
        PlanValueKind.Map => PlanValue.OfMap([.. value.Keys], [.. value.Items.Select(Copy)]),
        PlanValueKind.List => PlanValue.OfList([.. value.Items.Select(Copy)]),
        PlanValueKind.Text => PlanValue.OfText(value.Text),
        PlanValueKind.Number => PlanValue.OfNumber(value.Number),
        _ => value,
    };

    private static Gen<PlanValue> Map(int depth, bool withLists = true) =>
        from keys in Gen.SubListOf(Keys)
        from values in Gen.ArrayOf(Value(depth - 1, withLists), keys.Count)
        select PlanValue.OfMap([.. keys], values);

    private static Gen<PlanValue> Value(int depth, bool withLists)
    {
        var leaf = Gen.OneOf(
            Gen.Elements(Texts).Select(PlanValue.OfText),
            Gen.Choose(0, 3).Select(number => PlanValue.OfNumber(number)),
            Gen.Elements(true, false).Select(PlanValue.OfTruth),
            Gen.Constant(PlanValue.None));
        if (depth == 0)
        {
            return leaf;
        }
        var list =
            from count in Gen.Choose(0, 4)
            from items in Gen.ArrayOf(Value(depth - 1, withLists), count)
            select PlanValue.OfList(items);
        return withLists ? Gen.OneOf(leaf, Map(depth, withLists), list) : Gen.OneOf(leaf, Map(depth, withLists));
    }
}
