using Infra.Preview.Diff;
using Infra.Preview.Graph;

namespace Infra.Cli.Output;

/// <summary>Difference of two plans as text: findings, counts, then every step with its changed inputs.</summary>
internal static class DiffView
{
    /// <summary>Writes a difference.</summary>
    public static void Write(PlanDiff diff, Verdict verdict, StyledText text)
    {
        if (diff.IsEmpty)
        {
            text.WriteLine("nothing differs");
        }
        foreach (var finding in verdict.Findings)
        {
            text.WriteLine($"{Word(finding.Level)}: {finding.Text}", TextStyle.Pending);
        }
        foreach (var step in diff.Changed)
        {
            text.Write($"{Word(step.Kind)} {step.Resource.Name}");
            text.WriteLine($"  {KindName.Of(step.Resource.Type)}", TextStyle.Aside);
            foreach (var change in step.Changes.Concat(step.Options))
            {
                Write(change, text);
            }
        }
        foreach (var change in diff.Outputs)
        {
            text.WriteLine($"output {change.Path}");
        }
        if (diff.UncomparedSecrets > 0)
        {
            text.WriteLine($"{Listing.Count(diff.UncomparedSecrets, "secret")} that one side does not tell apart", TextStyle.Aside);
        }
    }

    private static void Write(PropertyChange change, StyledText text)
    {
        var effect = change.Effect == ChangeEffect.Update ? "" : $"  ({Word(change.Effect)})";
        if (change.IsSecret)
        {
            text.WriteLine($"    {change.Path}: secret changed{effect}");
        }
        else if (change.Lines.Count > 0)
        {
            text.WriteLine($"    {change.Path}:{effect}");
            foreach (var line in change.Lines)
            {
                text.WriteLine($"      {line.Mark} {line.Text}");
            }
        }
        else
        {
            text.WriteLine($"    {change.Path}: {Shown(change.Old)} -> {Shown(change.New)}{effect}");
        }
    }

    private static string Shown(PlanValue? value) => value switch
    {
        null or { Kind: PlanValueKind.None } => "none",
        { Kind: PlanValueKind.Number } => $"{value.Number}",
        { Kind: PlanValueKind.List } => $"[{string.Join(", ", value.Items.Select(Shown))}]",
        { Kind: PlanValueKind.Map } => $"{{{string.Join(", ", value.Keys.Zip(value.Items, (key, item) => $"{key}: {Shown(item)}"))}}}",
        _ => value.Text.Length == 0 ? "\"\"" : value.Text,
    };

#pragma warning disable CA1308 // Words of a sentence, not keys.
    private static string Word(Enum kind) => kind.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}
