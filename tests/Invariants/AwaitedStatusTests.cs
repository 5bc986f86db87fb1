using System.Text.RegularExpressions;
using Infra.Crds;
using Infra.Preview.Graph;
using Infra.Tests.Schemas;
using Infra.Tests.Support;

namespace Infra.Tests.Invariants;

/// <summary>
/// Statuses that a run waits for, and what starts after those that do not name their generation: each is in
/// <c>docs/awaited-status.md</c> with its reason, so that nobody adds one without a thought.
/// </summary>
public sealed partial class AwaitedStatusTests
{
    private const string Bound = "observedGeneration";

    private static readonly string[][] Rows = [.. File.ReadLines(Repository.File("docs", "awaited-status.md"))
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
        .Select(line => line.Split('|')[1..^1].Select(cell => cell.Trim()).ToArray())];

    [Fact]
    [Pitfall("awaited-former-status")]
    public async Task PageListsEveryAwaitedStatus() => Assert.Equal(
        Rows.Where(row => row[1].StartsWith('`'))
            .Select(row => (row[0], row[1].Trim('`'), !row[2].StartsWith("no:", StringComparison.Ordinal))),
        (await AwaitedAsync())
            .Select(found => (Kind(found.Awaited), found.WaitFor, found.WaitFor.Contains(Bound, StringComparison.Ordinal)))
            .Distinct()
            .Order());

    [Fact]
    public async Task PageGivesTheReasonForEverythingThatMayStartEarly() => Assert.Equal(
        Rows.Where(row => row is [_, _, { Length: > 0 }] && KindName().IsMatch(row[0]) && KindName().IsMatch(row[1]))
            .Select(row => (row[0], row[1])),
        (await AwaitedAsync())
            .Where(found => !found.WaitFor.Contains(Bound, StringComparison.Ordinal))
            .SelectMany(found => found.Plan.Resources
                .Where(resource => resource.DependsOn.Contains(found.Awaited.Urn))
                .Select(resource => (Kind(found.Awaited), Kind(resource))))
            .Distinct()
            .Order());

    [SkippableFact]
    public async Task StatusOfAnAwaitedKindHasAGeneration()
    {
        var bound = (await AwaitedAsync()).Where(found => found.WaitFor.Contains(Bound, StringComparison.Ordinal)).ToArray();

        Each.Of(bound, found =>
        {
            var group = found.Awaited.Type.Split(':')[1].Split('/')[0];
            var file = CrdCatalog.For(group, Kind(found.Awaited), InstalledVersions.Of(found.Plan));
            Skip.If(file.Count == 0, $"no CRD of {Kind(found.Awaited)} is available");
            var status = file[0].Spec.SelectToken("versions[?(@.storage)].schema.openAPIV3Schema.properties.status.properties")!;
            Assert.NotNull(status["observedGeneration"]);
            Assert.NotNull(status[ObservedField().Match(found.WaitFor).Groups[1].Value]);
        });
    }

    [Fact]
    public void PathSelectsAStatusOfThePresentGeneration() =>
        Assert.Equal(
            "jsonpath={[?@.observedGeneration==$.metadata.generation].applied}=true", WaitFor.Observed("applied", "true"));

    private static async Task<IReadOnlyList<(PlanGraph Plan, PlanResource Awaited, string WaitFor)>> AwaitedAsync()
    {
        var plans = new List<PlanGraph>
        {
            await DatabaseSystems.PlanAsync("prod", "3-prod"),
            await DatabaseSystems.PlanAsync("stage", "3-prod"),
            await Plans.OfAsync(CanarySystem.With(CanarySystem.Canary)),
        };
        foreach (var stack in FrozenSystems.Stacks)
        {
            plans.Add(await Plans.OfAsync(stack));
        }

        return [.. from plan in plans
            from resource in plan.Resources
            let waitFor = resource.Inputs["metadata"]?["annotations"]?.TextOf(WaitFor.Annotation)
            where waitFor is not null
            select (plan, resource, waitFor)];
    }

    private static string Kind(PlanResource resource) => resource.Type.Split(':')[^1];

    [GeneratedRegex("^[A-Z][A-Za-z]+$")]
    private static partial Regex KindName();

    [GeneratedRegex(@"generation\]\.(\w+)\}")]
    private static partial Regex ObservedField();
}
