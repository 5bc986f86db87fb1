using System.Collections.Concurrent;
using System.Text;
using Infra.Preview;
using Infra.Preview.Diff;
using Infra.Preview.Graph;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Preview.Diff.Edits;

/// <summary>
/// Edits of single lines of the frozen systems, with the steps that the engine then takes and the verdict on them (<c>edits.yaml</c>).
/// Slow: every edit is a plan of a whole stack, of a guest with that of its cluster's owner.
/// </summary>
public sealed class SystemEditsTests
{
    private static readonly Dictionary<string, SystemEdit> Edits =
        SystemEdit.Read().ToDictionary(edit => edit.Name, StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<string, Lazy<Task<EditEffect>>> Known = new(StringComparer.Ordinal);

    public static TheoryData<string> Planned() => [.. Edits.Values.Where(edit => edit.Problem is null).Select(edit => edit.Name)];

    public static TheoryData<string> Refused() => [.. Edits.Values.Where(edit => edit.Problem is not null).Select(edit => edit.Name)];

    [Theory]
    [MemberData(nameof(Planned))]
    public async Task EditLeadsToTheseSteps(string name)
    {
        var edit = Edits[name];
        var effect = await EffectAsync(name);

        var steps = effect.Lines.ToList();
        var failures = new List<string>();
        foreach (var line in edit.Steps)
        {
            var found = steps.Where(line.Matches).Take(line.Count).ToArray();
            if (found.Length < line.Count)
            {
                failures.Add($"expected: {line.Text}, found {found.Length}");
            }
            foreach (var step in found)
            {
                steps.Remove(step);
            }
        }
        failures.AddRange(steps.Select(step => $"- {step}"));
        if (effect.Verdict != edit.Verdict)
        {
            failures.Add($"verdict: {effect.Verdict}");
            failures.AddRange(effect.Findings);
        }
        Problems.None(failures);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task EditIsRefusedBeforeThePlan(string name)
    {
        var edit = Edits[name];
        using var copy = Edited(edit);
        var outcome = await StackPreview.RunAsync(copy.Root, edit.Stack);

        Assert.Null(outcome.Graph);
        Assert.Contains(edit.Problem!, outcome.Problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task TableMeetsEveryTypeOfTheFrozenPlans()
    {
        var types = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var stack in FrozenSystems.Stacks)
        {
            var resources = (await Plans.OfAsync(stack)).Resources.Where(resource => resource is { IsComponent: false, IsStack: false });
            types.UnionWith(resources.Select(resource => resource.Type));
        }

        Problems.None(types.Except((await EffectsAsync()).SelectMany(effect => effect.Types)).Select(type => $"no edit meets {type}"));
    }

    [Fact]
    public async Task TableMeetsEveryOption()
    {
        string[] options =
        [
            "aliases", "deleteBeforeReplace", "deletedWith", "ignoreChanges", "protect", "provider", "replaceOnChanges", "retainOnDelete",
        ];

        Problems.None(options.Except((await EffectsAsync()).SelectMany(effect => effect.Options)).Select(name => $"no edit meets {name}"));
    }

    [Fact]
    public void TableHasAHundredEdits() => Assert.InRange(Edits.Count, 100, 1000);

    private static Task<EditEffect[]> EffectsAsync() =>
        Task.WhenAll(Edits.Values.Where(edit => edit.Problem is null).Select(edit => EffectAsync(edit.Name)));

    private static Task<EditEffect> EffectAsync(string name) =>
        Known.GetOrAdd(name, key => new(() => ComputeAsync(Edits[key]))).Value;

    private static async Task<EditEffect> ComputeAsync(SystemEdit edit)
    {
        var before = await Plans.OfAsync(edit.Stack);
        using var copy = Edited(edit);
        var outcome = await StackPreview.RunAsync(copy.Root, edit.Stack);
        Problems.None(outcome.Problems);
        var after = outcome.Graph!;
        if (edit.Renamed is { } name)
        {
            (before, after) = (Former(before, name, edit.Was!), WithAlias(after, name, edit.Was!));
        }
        return EditEffect.Of(PlanDiffer.Between(before, after));
    }

    private static FrozenCopy Edited(SystemEdit edit)
    {
        var copy = new FrozenCopy();
        var before = File.ReadAllText(Path.Combine(copy.Root, edit.File));
        Assert.Equal(2, before.Split(edit.Find).Length);
        copy.Edit(edit.File, edit.Find, edit.Replace);
        return copy;
    }

    /// <summary>A plan in which a resource has its former name.</summary>
    private static PlanGraph Former(PlanGraph plan, string name, string former) => PlanJson.Read(Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(PlanJson.Write(plan))
            .Replace($"::{name}\"", $"::{former}\"", StringComparison.Ordinal)
            .Replace($"\"name\": \"{name}\"", $"\"name\": \"{former}\"", StringComparison.Ordinal)));

    /// <summary>A plan in which a resource has an alias of its former name.</summary>
    private static PlanGraph WithAlias(PlanGraph plan, string name, string former)
    {
        var resources = plan.Resources.Select(
            resource => resource.Name == name ? resource with { Aliases = [resource.Urn[..^name.Length] + former] } : resource);
        return new(plan.Header, [.. resources], plan.Outputs);
    }
}
