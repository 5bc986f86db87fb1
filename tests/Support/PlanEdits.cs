using System.Reflection;
using Infra.Preview.Graph;

namespace Infra.Tests.Support;

/// <summary>Modified copies of planned resources, for counterexamples of rules.</summary>
internal static class PlanEdits
{
    private static readonly MethodInfo Clone = typeof(object).GetMethod("MemberwiseClone", BindingFlags.Instance | BindingFlags.NonPublic)!;

    /// <summary>Copies a resource with another value for one of its properties.</summary>
    public static PlanResource With(this PlanResource resource, string property, object? value)
    {
        var copy = (PlanResource)Clone.Invoke(resource, null)!;
        typeof(PlanResource).GetProperty(property)!.SetValue(copy, value);
        return copy;
    }

    /// <summary>
    /// Copies a resource with another value for one of its inputs; null removes the input. A number in the path is an index of a list.
    /// </summary>
    public static PlanResource WithInput(this PlanResource resource, PlanValue? value, params string[] path) =>
        resource.With(nameof(PlanResource.Inputs), Put(resource.Inputs, value, path));

    /// <summary>Copies a resource with another text for one of its inputs.</summary>
    public static PlanResource WithInput(this PlanResource resource, string text, params string[] path) =>
        resource.WithInput(PlanValue.OfText(text), path);

    /// <summary>Copies a plan with one resource replaced.</summary>
    public static PlanGraph With(this PlanGraph plan, PlanResource old, PlanResource changed) =>
        new(plan.Header, [.. plan.Resources.Select(resource => ReferenceEquals(resource, old) ? changed : resource)], plan.Outputs);

    private static PlanValue Put(PlanValue value, PlanValue? put, ReadOnlySpan<string> path)
    {
        var step = path[0];
        if (value.Kind == PlanValueKind.List)
        {
            var items = value.Items.ToArray();
            var place = int.Parse(step);
            items[place] = path.Length == 1 ? put! : Put(items[place], put, path[1..]);
            return PlanValue.OfList(items);
        }

        var below = path.Length == 1 ? put : Put(value[step] ?? PlanValue.EmptyMap, put, path[1..]);
        var kept = value.Keys.Zip(value.Items).Where(entry => entry.First != step).ToArray();
        return below is null
            ? PlanValue.OfMap([.. kept.Select(entry => entry.First)], [.. kept.Select(entry => entry.Second)])
            : PlanValue.OfMap([.. kept.Select(entry => entry.First), step], [.. kept.Select(entry => entry.Second), below]);
    }
}
