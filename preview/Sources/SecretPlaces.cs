using Infra.Preview.Diff;
using Infra.Preview.Graph;
using Infra.Preview.Recording;

namespace Infra.Preview.Sources;

/// <summary>Masks what is secret by its place in resources that were read from a file, whether or not the file marks it.</summary>
internal static class SecretPlaces
{
    /// <summary>Names of the inputs and outputs that a provider keeps secret, or that an option names.</summary>
    public static IEnumerable<string> Names(PlanResource resource)
    {
        var type = resource.Inputs.TextOf("kind") == "Secret" && ProviderFacts.IsKubernetesObject(resource.Type)
            ? "kubernetes:core/v1:Secret"
            : resource.Type;
        return [.. ProviderFacts.SecretInputs(type), .. resource.AdditionalSecretOutputs];
    }

    /// <summary>Masks the inputs of all resources of a plan.</summary>
    public static PlanGraph Mask(PlanGraph plan) => new(plan.Header, [.. plan.Resources.Select(Mask)], plan.Outputs);

    /// <summary>Masks inputs with these names, and what is at or below a path of the resource's secret inputs.</summary>
    public static PlanResource Mask(PlanResource resource)
    {
        var inputs = resource.Inputs;
        var secrets = new HashSet<string>(resource.SecretInputs, StringComparer.Ordinal);
        foreach (var path in resource.SecretInputs)
        {
            inputs = ValuePath.Parse(path).Change(inputs, Masked);
        }
        foreach (var name in Names(resource))
        {
            if (inputs[name] is { } value)
            {
                inputs = inputs.With(name, Masked(value));
                secrets.Add(name);
            }
        }
        return resource with { Inputs = inputs, SecretInputs = [.. secrets.Order(StringComparer.Ordinal)] };
    }

    /// <summary>Value whose keys stay visible.</summary>
    private static PlanValue Masked(PlanValue value) => value.Kind switch
    {
        PlanValueKind.Map => PlanValue.OfMap([.. value.Keys], [.. value.Items.Select(Masked)]),
        PlanValueKind.List => PlanValue.OfList([.. value.Items.Select(Masked)]),
        PlanValueKind.None => value,
        _ => ReferenceEquals(value, PlanValue.Unknown) ? value : PlanValue.Secret,
    };
}
