using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Preview.Diff;
using Infra.Preview.Graph;
using Infra.Tests.Preview.Phases;
using Infra.Tests.Support;

namespace Infra.Tests.Preview.Diff;

/// <summary>
/// Difference at every step of every frozen stack, held against a naive reading of the JSON of both plans: the URNs, and whether the text
/// of a resource is the same.
/// </summary>
public sealed class LadderTests
{
    /// <summary>Fields that follow from other resources, or that only the steps of another resource concern.</summary>
    private static readonly string[] Derived = ["dependsOn", "propertyDependencies", "aliases"];

    public static TheoryData<string> Stacks() => Ladders.Stacks();

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task ResourcesOfOnePlanAloneAreCreatedOrDeleted(string stack)
    {
        foreach (var (old, plan, steps) in await PairsAsync(stack))
        {
            var aliased = plan.Resources.SelectMany(resource => resource.Aliases).ToHashSet(StringComparer.Ordinal);
            Assert.Empty(aliased.Intersect(old.Resources.Select(resource => resource.Urn)).Except(Urns(plan)));

            Assert.Equal(Urns(plan).Except(Urns(old)).Order(), UrnsOf(steps, StepKind.Create));
            var gone = steps.Where(step => step.New is null).ToList();
            Assert.Equal(Urns(old).Except(Urns(plan)).Order(), gone.Select(step => step.Resource.Urn).Order());
            Assert.Empty(gone.Where(step => step.Kind is not (StepKind.Delete or StepKind.Refuse)));
            Assert.Equal(old.Resources.Count + steps.Count(step => step.Kind == StepKind.Create), steps.Count);
        }
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task ResourcesWithTheSameTextStayTheSame(string stack)
    {
        foreach (var (old, plan, steps) in await PairsAsync(stack))
        {
            var (before, after) = (Texts(old), Texts(plan));
            foreach (var step in steps.Where(step => step is { Old: not null, New: not null }))
            {
                var urn = step.Resource.Urn;
                if (before[urn] == after[urn])
                {
                    Assert.True(
                        step.Kind == StepKind.Same || step.ForcedBy is not null || step.Changes.Count > 0,
                        $"{plan.Header.Phase}: {step.Kind} of {urn}, whose text is the same");
                    Assert.True(step.Kind is StepKind.Same or StepKind.Update or StepKind.Replace, $"{step.Kind} of {urn}");
                }
                else
                {
                    Assert.True(
                        step.Changes.Count + step.Options.Count > 0 || step.Kind == StepKind.Update,
                        $"{plan.Header.Phase}: nothing differs in {urn}, but\n{before[urn]}\nbecomes\n{after[urn]}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task ChangedInputsAreUpdatedReplacedRefusedOrIgnored(string stack)
    {
        foreach (var (old, plan, steps) in await PairsAsync(stack))
        {
            var (before, after) = (Inputs(old), Inputs(plan));
            foreach (var step in steps.Where(step => step is { Old: not null, New: not null }))
            {
                var urn = step.Resource.Urn;
                var isRead = before[urn] != after[urn];
                if (isRead && !step.Changes.All(change => change.Effect == ChangeEffect.Ignored))
                {
                    Assert.True(
                        step.Kind is StepKind.Update or StepKind.Replace or StepKind.Refuse,
                        $"{plan.Header.Phase}: {step.Kind} of {urn}, whose inputs change");
                }
                if (isRead)
                {
                    Assert.NotEmpty(step.Changes);
                }
            }
        }
    }

    private static async Task<IEnumerable<(PlanGraph Old, PlanGraph Plan, IReadOnlyList<ResourceStep> Steps)>> PairsAsync(string stack)
    {
        var ladder = await Ladders.OfAsync(stack);
        var plans = ladder.Steps.Select(step => step.Plan!).Prepend(ladder.Start!).ToList();
        Assert.True(plans.Count > 1);
        return plans.Zip(ladder.Steps, (old, step) => (old, step.Plan!, step.Diff!.Steps));
    }

    private static IEnumerable<string> Urns(PlanGraph plan) => plan.Resources.Select(resource => resource.Urn);

    private static IEnumerable<string> UrnsOf(IReadOnlyList<ResourceStep> steps, StepKind kind) =>
        steps.Where(step => step.Kind == kind).Select(step => step.Resource.Urn).Order();

    /// <summary>The inputs of each resource as JSON, with the digests of its secrets.</summary>
    private static Dictionary<string, string> Inputs(PlanGraph plan) =>
        Json(plan).ToDictionary(pair => pair.Key, pair => $"{Text(pair.Value["inputs"])} {Text(pair.Value["secretDigests"])}");

    /// <summary>Each resource as JSON.</summary>
    private static Dictionary<string, string> Texts(PlanGraph plan) => Json(plan).ToDictionary(
        pair => pair.Key,
        pair => Text(new JsonObject([.. pair.Value.Where(field => !Derived.Contains(field.Key)).Select(
            field => KeyValuePair.Create(field.Key, field.Value?.DeepClone()))])));

    private static Dictionary<string, JsonObject> Json(PlanGraph plan) => JsonNode.Parse(PlanJson.Write(plan))!["resources"]!.AsArray()
        .ToDictionary(resource => resource!["urn"]!.GetValue<string>(), resource => resource!.AsObject());

    private static string Text(JsonNode? node) => node?.ToJsonString(new JsonSerializerOptions { WriteIndented = false }) ?? "";
}
