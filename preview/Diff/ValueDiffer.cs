using Infra.Preview.Graph;

namespace Infra.Preview.Diff;

/// <summary>Compares the inputs of a resource, and the outputs of a stack.</summary>
internal static class ValueDiffer
{
    /// <summary>
    /// Differences between the inputs of one resource. Lists are matched by the key that Kubernetes has for them, quantities and durations
    /// compared as what they are, documents in texts by their content, secrets by their digests. The effect is
    /// <see cref="ChangeEffect.Ignored"/> where the provider takes both values for equal, else <see cref="ChangeEffect.Update"/>.
    /// </summary>
    /// <param name="old">Former resource.</param>
    /// <param name="resource">New resource.</param>
    public static InputDiff Between(PlanResource old, PlanResource resource)
    {
        var hasSecrets = old.SecretInputs.Count > 0 || resource.SecretInputs.Count > 0;
        return !hasSecrets && old.Inputs.IsSameAs(resource.Inputs)
            ? InputDiff.None
            : new ValueComparison(resource.Type, old.SecretDigests, resource.SecretDigests).Of(old.Inputs, resource.Inputs);
    }

    /// <summary>
    /// Differences between two values, by path, in the order of the new value. Two secrets count as equal. Lists are matched by content.
    /// </summary>
    /// <param name="old">Former value.</param>
    /// <param name="value">New value.</param>
    public static IReadOnlyList<PropertyChange> Between(PlanValue old, PlanValue value) =>
        old.IsSameAs(value) ? [] : new ValueComparison("", NoDigests, NoDigests).Of(old, value).Changes;

    private static readonly Dictionary<string, string> NoDigests = [];
}
