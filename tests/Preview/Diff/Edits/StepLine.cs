using System.Text.RegularExpressions;
using Infra.Preview.Diff;

namespace Infra.Tests.Preview.Diff.Edits;

/// <summary>
/// One line of the table of edits: <c>KIND TYPE NAME (QUALITIES): PATHS</c>, as
/// <c>replace Job init-jobs-logto-init (deletes first): spec.template.spec.containers[name=init].image!</c>. An exclamation mark follows
/// a path that forces a replacement or is refused, a tilde one whose change is ignored. In the table type, name and paths may have
/// <c>*</c>, and <c>x3</c> at the end stands for three such steps.
/// </summary>
internal sealed partial class StepLine
{
    private readonly Regex _pattern;

    private StepLine(string text, int count, Regex pattern)
    {
        Text = text;
        Count = count;
        _pattern = pattern;
    }

    /// <summary>Line as the table has it.</summary>
    public string Text { get; }

    /// <summary>Number of steps that the line stands for.</summary>
    public int Count { get; }

    /// <summary>Reads a line of the table.</summary>
    public static StepLine Read(string text)
    {
        var count = Repeated().Match(text);
        var one = count.Success ? text[..count.Index] : text;
        var pattern = $"^{Regex.Escape(one).Replace("\\*", ".*", StringComparison.Ordinal)}$";
        return new(text, count.Success ? int.Parse(count.Groups[1].Value) : 1, new(pattern, RegexOptions.CultureInvariant));
    }

    /// <summary>Whether a step is meant.</summary>
    public bool Matches(string step) => _pattern.IsMatch(step);

    /// <summary>
    /// Lines of a difference in the order of its steps, without components, for which nothing is done, and without steps that change
    /// nothing, not even an option.
    /// </summary>
    public static IEnumerable<string> Of(PlanDiff diff) => diff.Steps.Where(IsListed).Select(Write);

    private static bool IsListed(ResourceStep step) => step.Resource is { IsComponent: false, IsStack: false }
        && (step.Kind != StepKind.Same || step.Changes.Count > 0 || Options(step).Any());

    private static string Write(ResourceStep step)
    {
        var resource = step.Resource;
        var qualities = string.Join(", ", Qualities(step));
        var paths = string.Join(", ", Paths(step));
        return $"{Kind(step)} {resource.Type[(resource.Type.LastIndexOf(':') + 1)..]} {resource.Name}"
            + (qualities.Length > 0 ? $" ({qualities})" : "")
            + (paths.Length > 0 ? $": {paths}" : "");
    }

    private static string Kind(ResourceStep step) => step.Kind switch
    {
        StepKind.Same when step.Changes.Count > 0 => "ignore",
        StepKind.Same => "option",
        _ => step.Kind.ToString().ToLowerInvariant(),
    };

    private static IEnumerable<string> Qualities(ResourceStep step)
    {
        if (step.IsMoved)
        {
            yield return $"was {step.Old!.Name}";
        }
        if (step.Kind == StepKind.Replace)
        {
            yield return step.DeletesFirst ? "deletes first" : "creates first";
        }
        if (step.IsRetained)
        {
            yield return "retained";
        }
        if (step.GoneWith is { } other)
        {
            yield return $"gone with {NameOf(other)}";
        }
        if (step.ForcedBy is { } root)
        {
            yield return $"by {NameOf(root)}";
        }
        if (step.Kind == StepKind.Refuse && step.Changes.All(change => change.Effect != ChangeEffect.Refused))
        {
            yield return "protected";
        }
    }

    private static IEnumerable<string> Paths(ResourceStep step) => step.Changes
        .Select(change => change.Path + change.Effect switch
        {
            ChangeEffect.Replace or ChangeEffect.Refused => "!",
            ChangeEffect.Ignored => "~",
            _ => "",
        })
        .Concat(step.Kind == StepKind.Same ? Options(step) : []);

    /// <summary>Changed options. The order that `dependsOn` makes follows from the rest.</summary>
    private static IEnumerable<string> Options(ResourceStep step) =>
        step.Options.Select(option => option.Path).Where(option => option != "dependsOn");

    private static string NameOf(string urn) => urn[(urn.LastIndexOf("::", StringComparison.Ordinal) + 2)..];

    [GeneratedRegex(" x([0-9]+)$")]
    private static partial Regex Repeated();
}
