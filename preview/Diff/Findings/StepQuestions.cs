using Infra.Preview.Graph;

namespace Infra.Preview.Diff.Findings;

/// <summary>Questions that rules ask about one step.</summary>
internal static class StepQuestions
{
    /// <summary>Whether the former resource ends, be it that a new one takes its place.</summary>
    public static bool EndsFormer(this ResourceStep step) => step.Kind is StepKind.Replace or StepKind.Delete;

    /// <summary>Verb of the step: `is replaced` or `is deleted`.</summary>
    public static string Verb(this ResourceStep step) => step.Kind == StepKind.Replace ? "is replaced" : "is deleted";

    /// <summary>Changes that have an effect.</summary>
    public static IEnumerable<PropertyChange> Effective(this ResourceStep step) =>
        step.Changes.Where(change => change.Effect != ChangeEffect.Ignored && !change.KeepsMeaning);

    /// <summary>Whether an update or a replacement changes the value at a path, below it or above it.</summary>
    public static bool Touches(this ResourceStep step, string path) =>
        step.Effective().Any(change => AreRelated(change.Path, path));

    /// <summary>Whether a step is an update that changes the value at one of the paths.</summary>
    public static bool Updates(this ResourceStep step, params ReadOnlySpan<string> paths)
    {
        if (step.Kind != StepKind.Update)
        {
            return false;
        }
        foreach (var path in paths)
        {
            if (step.Touches(path))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Value at a path of a resource; null when there is none.</summary>
    public static PlanValue? At(this PlanResource? resource, string path) =>
        resource is null ? null : ValuePath.Parse(path).In(resource.Inputs);

    /// <summary>Text at a path of a resource; null when there is none.</summary>
    public static string? TextAt(this PlanResource? resource, string path) =>
        resource.At(path) is { Kind: PlanValueKind.Text } value ? value.Text : null;

    /// <summary>Whether a path is another one or lies below or above it.</summary>
    public static bool AreRelated(string path, string other) => Covers(path, other) || Covers(other, path);

    /// <summary>Whether a path is another one or lies above it.</summary>
    public static bool Covers(string path, string below) =>
        below.StartsWith(path, StringComparison.Ordinal) && (below.Length == path.Length || below[path.Length] is '.' or '[');
}
