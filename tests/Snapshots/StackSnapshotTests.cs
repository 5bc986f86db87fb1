using System.Text;
using Infra.Preview.Graph;
using Infra.Preview.Rendering;
using Infra.Tests.Support;

namespace Infra.Tests.Snapshots;

/// <summary>
/// Whole plans of the frozen stacks, compared with the approved ones. <c>INFRA_APPROVE=1</c> approves the current plans.
/// </summary>
public sealed class StackSnapshotTests
{
    public static TheoryData<string> Stacks() => Plans.Stacks();

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task PlanEqualsTheApprovedPlan(string stack)
    {
        var plan = await Plans.OfAsync(stack);

        // Before the approval: a renamed object is not to be approved.
        var approved = await File.ReadAllTextAsync(Repository.File("tests", "Snapshots", $"{stack}.plan.yaml"));
        Assert.Empty(RenamedObjects.Of(approved, plan));
        Approved.Matches(Written(plan), "tests", "Snapshots", $"{stack}.plan.yaml");
    }

    [Fact]
    [Pitfall("object-renamed")]
    public async Task ObjectUnderAnotherLogicalNameIsFound()
    {
        var plan = await Plans.OfAsync("dev");
        var approved = Written(plan);
        var quota = plan.Resources.Single(resource => resource.Name == "tenancy-dev-quota");
        var renamed = quota.With(nameof(PlanResource.Urn), quota.Urn.Replace("dev-quota", "dev-limit", StringComparison.Ordinal));

        Assert.Empty(RenamedObjects.Of(approved, plan));
        Assert.StartsWith(
            "kubernetes:core/v1:ResourceQuota dev/quota: was ",
            Assert.Single(RenamedObjects.Of(approved, plan.With(quota, renamed))),
            StringComparison.Ordinal);
        Assert.Empty(RenamedObjects.Of(approved, plan.With(quota, renamed.With(nameof(PlanResource.Aliases), new[] { quota.Urn }))));
    }

    /// <summary>The plan line by line, so that a change of one line in a script is one line of the diff.</summary>
    private static string Written(PlanGraph plan)
    {
        var text = new StringBuilder();
        foreach (var resource in plan.Resources)
        {
            text.Append("---\n# ").Append(resource.Urn).Append('\n').Append(PlanYaml.Document(Map(
                ("provider", Text(resource.Provider)),
                ("dependsOn", List(resource.DependsOn)),
                ("protect", resource.Protect ? PlanValue.OfTruth(true) : PlanValue.None),
                ("ignoreChanges", List(resource.IgnoreChanges)),
                ("replaceOnChanges", List(resource.ReplaceOnChanges)),
                ("deleteBeforeReplace", resource.DeleteBeforeReplace is true ? PlanValue.OfTruth(true) : PlanValue.None),
                ("deletedWith", Text(resource.DeletedWith)),
                ("secretInputs", List(resource.SecretInputs)),
                ("inputs", ScriptReferences.In(resource.Inputs)))));
        }

        return text.Append("---\n# outputs\n").Append(PlanYaml.Document(ScriptReferences.In(plan.Outputs))).ToString();
    }

    private static PlanValue Map(params (string Key, PlanValue Value)[] entries)
    {
        var given = entries.Where(
            entry => entry.Value.Kind != PlanValueKind.None && (entry.Value.Kind != PlanValueKind.List || entry.Value.Items.Count > 0))
            .ToArray();
        return PlanValue.OfMap([.. given.Select(entry => entry.Key)], [.. given.Select(entry => entry.Value)]);
    }

    private static PlanValue Text(string? text) => text is null ? PlanValue.None : PlanValue.OfText(text);

    private static PlanValue List(IEnumerable<string> texts) => PlanValue.OfList([.. texts.Select(PlanValue.OfText)]);
}
