using Infra.Preview.Graph;

namespace Infra.Preview.Diff;

/// <summary>Gives the resources of one stack the URNs that they would have in another.</summary>
internal static class StackRenaming
{
    /// <summary>A plan with the URNs of another stack; the plan itself when they are of that stack already.</summary>
    public static PlanGraph Of(PlanGraph plan, string stack)
    {
        if (plan.Header.Stack == stack)
        {
            return plan;
        }
        var (from, to) = ($"urn:pulumi:{plan.Header.Stack}::", $"urn:pulumi:{stack}::");
        return new(plan.Header, [.. plan.Resources.Select(Renamed)], plan.Outputs);

        PlanResource Renamed(PlanResource resource) => resource with
        {
            Urn = Name(resource.Urn),
            Parent = NameOrNull(resource.Parent),
            Provider = NameOrNull(resource.Provider),
            DependsOn = Names(resource.DependsOn),
            DeclaredDependencies = Names(resource.DeclaredDependencies),
            PropertyDependencies = resource.PropertyDependencies.ToDictionary(
                entry => entry.Key, entry => Names(entry.Value), StringComparer.Ordinal),
            DeletedWith = NameOrNull(resource.DeletedWith),
            Aliases = Names(resource.Aliases),
        };

        IReadOnlyList<string> Names(IReadOnlyList<string> urns) => urns.Count == 0 ? urns : [.. urns.Select(Name)];

        string? NameOrNull(string? urn) => urn is null ? null : Name(urn);

        string Name(string urn) => urn.StartsWith(from, StringComparison.Ordinal) ? to + urn[from.Length..] : urn;
    }
}
