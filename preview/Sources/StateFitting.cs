using Infra.Preview.Graph;

namespace Infra.Preview.Sources;

/// <summary>
/// Makes a deployed state comparable with a plan: what a state cannot tell (secret values, options that are not stored, additions of
/// providers) is taken from the plan, so that it is no difference.
/// </summary>
internal static class StateFitting
{
    /// <summary>Copies a state for the comparison with a plan.</summary>
    public static PlanGraph Fit(PlanGraph state, PlanGraph plan)
    {
        var former = new Dictionary<string, PlanResource>(StringComparer.Ordinal);
        foreach (var resource in plan.Resources)
        {
            foreach (var alias in resource.Aliases)
            {
                former.TryAdd(alias, resource);
            }
        }
        var fitted = new PlanResource[state.Resources.Count];
        for (var i = 0; i < fitted.Length; i++)
        {
            var resource = state.Resources[i];
            fitted[i] = (plan.Find(resource.Urn) ?? former.GetValueOrDefault(resource.Urn)) is { } planned
                ? Fit(resource, planned)
                : resource;
        }
        var stack = state.Header.Stack.Length > 0 ? state.Header.Stack : plan.Header.Stack;
        return new(plan.Header with { Stack = stack, Phase = null }, fitted, Fit(state.Outputs, plan.Outputs));
    }

    private static PlanResource Fit(PlanResource state, PlanResource plan) => state with
    {
        Provider = IsSameDefault(state.Provider, plan.Provider) ? plan.Provider : state.Provider,
        DeclaredDependencies = plan.DeclaredDependencies,
        IgnoreChanges = plan.IgnoreChanges,
        ReplaceOnChanges = plan.ReplaceOnChanges,
        DeleteBeforeReplace = plan.DeleteBeforeReplace,
        Aliases = plan.Urn == state.Urn ? plan.Aliases : state.Aliases,
        AdditionalSecretOutputs = plan.AdditionalSecretOutputs,
        Version = plan.Version,
        Timeouts = plan.Timeouts,
        Inputs = Fit(ProviderAdditions.Without(state, plan), plan.Inputs),
        SecretInputs = plan.SecretInputs,
    };

    /// <summary>Takes the place of secrets from the plan, whichever side has them.</summary>
    private static PlanValue Fit(PlanValue state, PlanValue plan)
    {
        if (ReferenceEquals(state, PlanValue.Secret) || ReferenceEquals(plan, PlanValue.Secret))
        {
            return plan;
        }
        if (state.Kind != plan.Kind || state.Kind is not (PlanValueKind.List or PlanValueKind.Map))
        {
            return state;
        }
        var items = new PlanValue[state.Items.Count];
        for (var i = 0; i < items.Length; i++)
        {
            var other = state.Kind == PlanValueKind.Map ? plan[state.Keys[i]] : i < plan.Items.Count ? plan.Items[i] : null;
            items[i] = other is null ? state.Items[i] : Fit(state.Items[i], other);
        }
        return state.Kind == PlanValueKind.Map ? PlanValue.OfMap([.. state.Keys], items) : PlanValue.OfList(items);
    }

    /// <summary>Whether both are default providers of one package; the name of such a provider holds its version.</summary>
    private static bool IsSameDefault(string? provider, string? other) =>
        provider is not null && other is not null && Urn.IsDefaultProvider(provider) && Urn.IsDefaultProvider(other)
        && Urn.WithoutLast(provider) == Urn.WithoutLast(other);
}
