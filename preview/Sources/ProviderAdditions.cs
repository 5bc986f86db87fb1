using Infra.Preview.Graph;

namespace Infra.Preview.Sources;

/// <summary>
/// Differences between the inputs that a program gives and those that a state has of them: what engine and providers add, fill in or drop
/// in their check, so that it is no difference. What the plan gives itself is always compared.
/// </summary>
internal static class ProviderAdditions
{
    private const string Release = "kubernetes:helm.sh/v3:Release";

    /// <summary>
    /// Added inputs by the beginning of the type: path, and the value that is added, or null for any. Removed only where the plan has none.
    /// </summary>
    /// <remarks>
    /// Read in these files, of the commit where the tagged version was not available:
    /// <list type="bullet">
    /// <item>pulumi 3.x, pkg/resource/deploy/providers/registry.go (SetProviderVersion, SetProviderURL, SetProviderChecksums): version,
    /// address and checksums of a plugin. Newer engines write the last two below `__internal`, which is never read.</item>
    /// <item>pulumi-go-provider, infer/resource.go (Check: defaultCheck, then applySecrets) and pulumi-command bdee8868,
    /// provider/pkg/provider/remote/command.go (SetDefault). The defaults of `connection` need no entry: it is a secret as a whole.</item>
    /// <item>pulumi-kubernetes 997c0a88, provider/pkg/provider/provider.go (Check: SetNamespace): a namespaced object without a namespace,
    /// and an object of a kind that is not registered yet, has the namespace of the kubeconfig. The label `managed-by` is only set without
    /// server-side apply, which the program uses.</item>
    /// <item>pulumi-kubernetes cdd7cc16, provider/pkg/provider/helm_release.go (Check, setDefaults, assignNameIfAutonameable).
    /// `resourceNames` and `checksum` are of states that an earlier version wrote: Check deletes the former, Diff both.</item>
    /// </list>
    /// </remarks>
    internal static readonly IReadOnlyList<(string Type, string[] Path, string? Value)> Added =
    [
        ("pulumi:providers:", ["version"], null),
        ("pulumi:providers:", ["pluginDownloadURL"], null),
        ("pulumi:providers:", ["pluginChecksums"], null),
        ("command:", ["addPreviousOutputInEnv"], "true"),
        ("kubernetes:", ["metadata", "namespace"], "default"),
        (Release, ["name"], null),
        (Release, ["namespace"], "default"),
        (Release, ["timeout"], "300"),
        (Release, ["keyring"], null),
        (Release, ["version"], null),
        (Release, ["resourceNames"], null),
        (Release, ["checksum"], null),
    ];

    /// <summary>Inputs of a deployed resource without what was added to those of the planned one.</summary>
    public static PlanValue Without(PlanResource state, PlanResource plan)
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
        if (state.Type.StartsWith("kubernetes:", StringComparison.Ordinal)
            && plan.Inputs["metadata"] is null && inputs["metadata"] is { Kind: PlanValueKind.Map, Keys.Count: 0 })
        {
            inputs = inputs.Without("metadata");
        }
        return state.Type == Release ? OfRelease(inputs, plan.Inputs) : inputs;
    }

    /// <summary>
    /// Inputs of a Helm release as the program gives them. The check writes all fields of a Go struct, also those that are empty
    /// (sdk/go/common/util/mapper/mapper_encode.go of pulumi knows no `omitempty`), and in place of a version the one of the chart that it
    /// found, which may differ by a leading `v`. Without `allowNullValues`, it drops nulls and empty lists below `values` (mergeMaps).
    /// </summary>
    private static PlanValue OfRelease(PlanValue state, PlanValue plan)
    {
        state = WithoutEmpty(state, plan);
        if (state["repositoryOpts"] is { } repository && plan["repositoryOpts"] is { } planned)
        {
            state = state.With("repositoryOpts", WithoutEmpty(repository, planned));
        }
        if (state.TextOf("version") is { } found && plan.TextOf("version") is { } asked && found.TrimStart('v') == asked.TrimStart('v'))
        {
            state = state.With("version", plan["version"]!);
        }
        return plan["allowNullValues"] is not { IsTrue: true } && plan["values"] is { } values
            ? state.With("values", WithDropped(state["values"] ?? PlanValue.EmptyMap, values))
            : state;
    }

    private static PlanValue WithoutEmpty(PlanValue state, PlanValue plan)
    {
        foreach (var key in state.Keys)
        {
            if (plan[key] is null && Written(state[key]!) is "false" or "0" or "")
            {
                state = state.Without(key);
            }
        }
        return state;
    }

    /// <summary>Adds nulls and empty lists of the plan that are missing in the state.</summary>
    private static PlanValue WithDropped(PlanValue state, PlanValue plan)
    {
        if (state.Kind != plan.Kind || state.Kind is not (PlanValueKind.Map or PlanValueKind.List))
        {
            return state;
        }
        if (state.Kind == PlanValueKind.List)
        {
            return state.Items.Count == plan.Items.Count
                ? PlanValue.OfList([.. state.Items.Zip(plan.Items, WithDropped)])
                : state;
        }
        foreach (var key in plan.Keys)
        {
            var planned = plan[key]!;
            if (state[key] is { } deployed)
            {
                state = state.With(key, WithDropped(deployed, planned));
            }
            else if (planned is { Kind: PlanValueKind.List, Items.Count: 0 } or { Kind: PlanValueKind.None })
            {
                state = PlanValue.OfMap([.. state.Keys, key], [.. state.Items, planned]);
            }
        }
        return state;
    }

    /// <summary>Text of a single value, also of an empty list or map; other lists and maps have none that an addition could have.</summary>
    private static string Written(PlanValue value) => value.Kind switch
    {
        PlanValueKind.Number => $"{value.Number}",
        PlanValueKind.List or PlanValueKind.Map when value.Items.Count > 0 => "several",
        _ => value.Text,
    };
}
