using Infra.Preview.Diff.Findings;
using Infra.Preview.Graph;
using Infra.Preview.Overview;

namespace Infra.Preview.Diff;

/// <summary>
/// Steps of a difference for a reader: the gravest first, in the order of the plan. The same change of many resources is one block with
/// their names, and so are many creations or deletions of one kind.
/// </summary>
public static class DiffOutline
{
    /// <summary>Number of resources from which on one change of all of them is one block.</summary>
    private const int Alike = 2;

    /// <summary>Number of creations up to which each has a block of its own.</summary>
    private const int FewCreations = 5;

    /// <summary>Number of names that a block shows.</summary>
    private const int Names = 12;

    /// <summary>Counts by kind, as `1 refused, 2 updated, 300 unchanged (1 with other options)`.</summary>
    /// <param name="diff">Difference.</param>
    public static string Counts(PlanDiff diff)
    {
        var counts = Enum.GetValues<StepKind>().Reverse()
            .Select(kind => (Kind: kind, Count: diff.Steps.Count(step => step.Kind == kind)))
            .Where(count => count.Count > 0)
            .Select(count => $"{count.Count} {Word(count.Kind)}")
            .ToList();
        if (diff.Steps.Count(step => step is { Kind: StepKind.Same, Options.Count: > 0 }) is var others and > 0)
        {
            counts[^1] += $" ({others} with other options)";
        }
        return counts.Count == 0 ? "no resources" : string.Join(", ", counts);
    }

    /// <summary>Participle of a kind: `updated`.</summary>
    /// <param name="kind">Kind.</param>
    public static string Word(StepKind kind) => kind switch
    {
        StepKind.Same => "unchanged",
        StepKind.Move => "moved",
        StepKind.Create => "created",
        StepKind.Update => "updated",
        StepKind.Replace => "replaced",
        StepKind.Delete => "deleted",
        _ => "refused",
    };

    /// <summary>Heading of the blocks of a kind; of what is unchanged, only other options are shown.</summary>
    /// <param name="kind">Kind.</param>
    public static string HeadingOf(StepKind kind) => kind == StepKind.Same ? "other options" : Word(kind);

    /// <summary>Level of a finding: `caution`.</summary>
    /// <param name="level">Level.</param>
    public static string Word(FindingLevel level) => level switch
    {
        FindingLevel.Danger => "danger",
        FindingLevel.Caution => "caution",
        FindingLevel.Note => "note",
        _ => "nothing to look at",
    };

    /// <summary>Blocks of a difference.</summary>
    /// <param name="diff">Difference.</param>
    public static IReadOnlyList<DiffBlock> Of(PlanDiff diff)
    {
        var blocks = new List<DiffBlock>();
        foreach (var steps in diff.Changed.GroupBy(step => step.Kind).OrderByDescending(group => group.Key))
        {
            blocks.AddRange(steps.Key switch
            {
                StepKind.Create or StepKind.Delete => ByKind(steps.Key, [.. steps], diff),
                StepKind.Move => steps.Select(step => new DiffBlock(
                    StepKind.Move, step.Resource.Name, $"{Aside(step, diff)}, before {Urn.NameOf(step.Old!.Urn)}", [], 1)),
                _ => Folded(steps.Key, [.. steps], diff),
            });
        }
        var others = diff.Steps.Where(step => step.Kind == StepKind.Same).Select(step => step with { Changes = [] })
            .Where(step => ChangesOf(step).Count > 0);
        blocks.AddRange(Folded(StepKind.Same, [.. others], diff).Select(block => block with { Steps = 0 }));
        return blocks;
    }

    /// <summary>Inputs that `ignoreChanges` keeps from resources that do not change otherwise, in blocks of the same change.</summary>
    /// <param name="diff">Difference.</param>
    public static IReadOnlyList<DiffBlock> KeptOut(PlanDiff diff) =>
    [
        .. diff.KeptOut
            .SelectMany(
                step => step.Changes.Where(change => change.IsKeptOut), (step, change) => (Step: step, Shown: new ShownChange(change)))
            .GroupBy(one => (one.Step.Resource.Type, one.Shown.Key))
            .Select(group => new DiffBlock(
                StepKind.Same,
                $"{group.Count()} {ResourceWords.KindOf(group.Key.Type)}",
                "",
                [
                    new(' ', ResourceWords.List([.. group.Select(one => one.Step.Resource.Name)], Names)),
                    .. group.First().Shown.Lines,
                ],
                0)),
    ];

    private static IEnumerable<DiffBlock> ByKind(StepKind kind, List<ResourceStep> steps, PlanDiff diff)
    {
        if (steps.Count <= FewCreations)
        {
            return steps.Select(step => Single(step, [], diff));
        }
        return steps.GroupBy(step => step.Resource.Type).Select(group => group.Count() == 1
            ? Single(group.First(), [], diff)
            : new DiffBlock(
                kind,
                $"{group.Count()} {ResourceWords.KindOf(group.Key)}",
                "",
                [new(' ', ResourceWords.List([.. group.Select(step => step.Resource.Name + Reason(step))], Names))],
                group.Count()));
    }

    private static IEnumerable<DiffBlock> Folded(StepKind kind, List<ResourceStep> steps, PlanDiff diff)
    {
        var shown = steps.ConvertAll(step => (Step: step, Changes: ChangesOf(step)));
        var common = shown
            .SelectMany(one => one.Changes.Select(change => (one.Step, Change: change)))
            .GroupBy(one => one.Change.Key, StringComparer.Ordinal)
            .Where(group => group.Count() >= Alike)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        var said = common.Keys.ToHashSet(StringComparer.Ordinal);
        var rest = shown.Where(one => one.Changes.Exists(change => !said.Contains(change.Key)) || one.Changes.Count == 0
            || one.Step.Refusals.Count > 0 || kind is not (StepKind.Update or StepKind.Same)).ToList();
        foreach (var one in rest)
        {
            var lines = one.Changes.Where(change => !said.Contains(change.Key)).SelectMany(change => change.Lines);
            yield return Single(one.Step, [.. lines], diff);
        }
        var alone = shown.Select(one => one.Step).Except(rest.Select(one => one.Step)).ToHashSet();
        // Changes of the same resources are one block.
        foreach (var group in common.Values.GroupBy(Urns, StringComparer.Ordinal))
        {
            var all = group.First();
            var names = ResourceWords.List([.. all.Select(one => one.Step.Resource.Name)], Names);
            var kinds = all.Select(one => ResourceWords.Kind(one.Step.Resource)).Distinct().ToList();
            yield return new(
                kind,
                $"{all.Count} {(kinds.Count == 1 ? kinds[0] : "resources")} alike",
                "",
                [new(' ', $"{names}{Example(group)}"), .. group.SelectMany(changes => changes[0].Change.Lines)],
                all.Count(one => alone.Remove(one.Step)));
        }
    }

    /// <summary>Name of the resource whose unchanged lines are shown, where those of the others differ.</summary>
    private static string Example(IEnumerable<List<(ResourceStep Step, ShownChange Change)>> group)
    {
        var differing = group.FirstOrDefault(all => all.Exists(one => !one.Change.Lines.SequenceEqual(all[0].Change.Lines)));
        return differing is null ? "" : $"  (unchanged lines as in {differing[0].Step.Resource.Name})";
    }

    private static string Urns(List<(ResourceStep Step, ShownChange Change)> all) =>
        string.Join('\n', all.Select(one => one.Step.Resource.Urn));

    private static DiffBlock Single(ResourceStep step, IReadOnlyList<TextLine> lines, PlanDiff diff) => new(
        step.Kind,
        step.Resource.Name,
        $"{Aside(step, diff)}{Reason(step)}",
        [
            .. step.Refusals.Where(refusal => !IsOfChange(step, refusal))
                .Select(refusal => new TextLine('!', Refusals.Split(refusal).Text)),
            .. lines,
        ],
        1);

    /// <summary>Whether a refusal is about a changed property, whose line has it already.</summary>
    private static bool IsOfChange(ResourceStep step, string refusal) => step.Changes.Any(
        change => change.Effect == ChangeEffect.Refused && refusal.StartsWith($"{change.Path}: ", StringComparison.Ordinal));

    private static string Aside(ResourceStep step, PlanDiff diff)
    {
        var plan = step.New is null ? diff.Old : diff.New;
        var component = step.Resource.Parent is { } parent && plan.Find(parent) is { IsStack: false } found ? $" in {found.Name}" : "";
        var kind = ResourceWords.Kind(step.Resource);
        var summary = step.Kind == StepKind.Create && ResourceSummary.Of(step.Resource) is { Length: > 0 } words ? $": {words}" : "";
        return $"{kind}{component}{summary}";
    }

    private static string Reason(ResourceStep step)
    {
        var reasons = new List<string>();
        if (step.Kind == StepKind.Replace)
        {
            reasons.Add(step.DeletesFirst ? "deleted first" : "created first");
        }
        if (step.ForcedBy is { } root)
        {
            reasons.Add($"because of {Urn.NameOf(root)}");
        }
        if (step.GoneWith is { } parent)
        {
            reasons.Add($"gone with {Urn.NameOf(parent)}");
        }
        if (step.IsRetained)
        {
            reasons.Add("the real one stays");
        }
        if (step.IsMoved && step.Kind != StepKind.Move)
        {
            reasons.Add($"before {Urn.NameOf(step.Old!.Urn)}");
        }
        return reasons.Count == 0 ? "" : $" ({string.Join(", ", reasons)})";
    }

    /// <summary>Changes that a reader looks for; those of dependencies follow from others.</summary>
    private static List<ShownChange> ChangesOf(ResourceStep step)
    {
        var options = step.Options.Where(option => option.Path is not ("dependsOn" or "parent" or "provider"));
        var changes = step.Changes.Concat(options).Select(change => new ShownChange(change)).ToList();
        if (changes.Exists(change => !change.IsDigest))
        {
            changes.RemoveAll(change => change.IsDigest);
        }
        return changes;
    }
}
