using Infra.Preview.Diff;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Preview.Diff.Findings;

/// <summary>Findings of small changes, as lines.</summary>
internal static class Judged
{
    /// <summary>Findings of a change, as `Danger Data: text`.</summary>
    public static string[] Lines(PlanGraph old, PlanGraph plan) =>
        [.. Verdict.Of(PlanDiffer.Between(old, plan)).Findings.Select(finding => $"{finding.Level} {finding.Topic}: {finding.Text}")];

    /// <summary>Findings of the change of one resource, whose inputs are given as YAML; no inputs mean that it is not there.</summary>
    public static string[] Lines(string type, string? old, string? now, params PlanResource[] beside) => Lines(
        DiffPlans.Of([.. beside, .. Resource(type, old)]), DiffPlans.Of([.. beside, .. Resource(type, now)]));

    /// <summary>A frozen plan in which inputs of some resources are changed.</summary>
    public static PlanGraph Edited(this PlanGraph plan, Func<PlanResource, bool> chosen, Func<PlanResource, PlanResource> edit) =>
        new(plan.Header, [.. plan.Resources.Select(resource => chosen(resource) ? edit(resource) : resource)], plan.Outputs);

    /// <summary>A frozen plan without some resources.</summary>
    public static PlanGraph Without(this PlanGraph plan, Func<PlanResource, bool> gone) =>
        new(plan.Header, [.. plan.Resources.Where(resource => !gone(resource))], plan.Outputs);

    /// <summary>A command of a node with another value of an exported variable.</summary>
    public static PlanResource WithExport(this PlanResource command, string variable, string value)
    {
        var script = command.Inputs["stdin"]!.Text;
        var start = script.IndexOf($"export {variable}='", StringComparison.Ordinal) + variable.Length + "export ='".Length;
        var end = start;
        while (script[end] != '\'' || script.AsSpan(end).StartsWith(@"'\''"))
        {
            end += script[end] == '\'' ? 4 : 1;
        }
        return command.WithInput($"{script[..start]}{value}{script[end..]}", "stdin");
    }

    private static PlanResource[] Resource(string type, string? inputs) =>
        inputs is null ? [] : [DiffPlans.Resource(type, "one", inputs)];
}
