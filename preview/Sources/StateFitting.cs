using Infra.Preview.Graph;

namespace Infra.Preview.Sources;

/// <summary>
/// Makes a deployed state comparable with a plan: what a state cannot tell (secret values, options that are not stored, additions of
/// providers) is taken from the plan, so that it is no difference.
/// </summary>
internal static class StateFitting
{
    /// <summary>
    /// Inputs that providers add in their check, by the beginning of the type: path, and the value that they add, or null for any.
    /// Removed only where the plan does not have them.
    /// </summary>
    private static readonly (string Type, string[] Path, string? Value)[] Added =
    [
        // https://github.com/pulumi/pulumi/blob/master/pkg/resource/deploy/providers/registry.go: version and address of the plugin.
        ("pulumi:providers:", ["version"], null),
        ("pulumi:providers:", ["pluginDownloadURL"], null),
        // https://github.com/pulumi/pulumi-command/blob/v1.2.1/provider/pkg/provider/remote/connection.go: SetDefault.
        ("command:", ["addPreviousOutputInEnv"], "true"),
        ("command:remote:", ["connection", "port"], "22"),
        ("command:remote:", ["connection", "user"], "root"),
        ("command:remote:", ["connection", "dialErrorLimit"], "10"),
        ("command:remote:", ["connection", "perDialTimeout"], "15"),
        // https://github.com/pulumi/pulumi-kubernetes/blob/v4.32.0/provider/pkg/provider/helm_release.go: defaults, and the rendered names.
        ("kubernetes:helm.sh/v3:Release", ["resourceNames"], null),
        ("kubernetes:helm.sh/v3:Release", ["name"], null),
        ("kubernetes:helm.sh/v3:Release", ["namespace"], "default"),
        ("kubernetes:helm.sh/v3:Release", ["timeout"], "300"),
    ];

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
        Inputs = Fit(WithoutAdditions(state, plan), plan.Inputs),
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

    private static PlanValue WithoutAdditions(PlanResource state, PlanResource plan)
    {
        var inputs = state.Inputs;
        foreach (var (type, path, value) in Added)
        {
            if (state.Type.StartsWith(type, StringComparison.Ordinal)
                && inputs.At(path) is { } added && (value is null || value == Written(added)) && plan.Inputs.At(path) is null)
            {
                inputs = inputs.Without(path);
            }
        }
        if (state.Type == "kubernetes:helm.sh/v3:Release")
        {
            foreach (var key in state.Inputs.Keys)
            {
                if (inputs[key] is { } added && plan.Inputs[key] is null && Written(added) is ("false" or "0" or ""))
                {
                    inputs = inputs.Without(key);
                }
            }
        }
        return inputs;
    }

    /// <summary>Text of a single value, also of an empty list or map; other lists and maps have none that an addition could have.</summary>
    private static string Written(PlanValue value) => value.Kind switch
    {
        PlanValueKind.Number => $"{value.Number}",
        PlanValueKind.List or PlanValueKind.Map when value.Items.Count > 0 => "several",
        _ => value.Text,
    };

    /// <summary>Whether both are default providers of one package; the name of such a provider holds its version.</summary>
    private static bool IsSameDefault(string? provider, string? other) =>
        provider is not null && other is not null && Urn.IsDefaultProvider(provider) && Urn.IsDefaultProvider(other)
        && Urn.WithoutLast(provider) == Urn.WithoutLast(other);
}
