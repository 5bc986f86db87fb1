using System.Text;
using Infra.Preview;
using Infra.Preview.Graph;

namespace Infra.Cli.Output;

/// <summary>What follows the tree: counts by kind, outputs, what is described but not built, what is needed before `pulumi up`.</summary>
internal static class PlanSummary
{
    /// <summary>The first line: what the plan is of.</summary>
    public static string Head(PlanHeader header)
    {
        var text = new StringBuilder("stack ").Append(header.Stack);
        if (header.System.Length > 0)
        {
            text.Append(": system ").Append(header.System).Append(", environment ").Append(header.Environment);
        }
        if (header.Phase is { } phase)
        {
            text.Append(", phase ").Append(phase);
        }
        return text.Append('\n').ToString();
    }

    /// <summary>The lines below the tree.</summary>
    public static string Of(StackOutcome outcome, Paint paint)
    {
        var graph = outcome.Graph!;
        var text = new StringBuilder();
        AddCounts(text, graph, paint);
        AddOutputs(text, graph.Outputs, paint);
        if (outcome.Unconsumed.Count > 0)
        {
            text.Append('\n').Append(paint.Group("described, not built yet")).Append('\n');
            Columns.AddWrapped(text, "  ", outcome.Unconsumed);
        }
        AddNeeded(text, outcome.Needed, paint);
        return text.ToString();
    }

    /// <summary>The closing list of what has to be set first; empty when nothing has to.</summary>
    public static void AddNeeded(StringBuilder text, IReadOnlyList<string> needed, Paint paint)
    {
        if (needed.Count == 0)
        {
            return;
        }
        text.Append('\n').Append(paint.Todo("needed before `pulumi up`")).Append('\n');
        foreach (var line in needed)
        {
            text.Append("  ").Append(line).Append('\n');
        }
    }

    private static void AddCounts(StringBuilder text, PlanGraph graph, Paint paint)
    {
        var kinds = new List<string>();
        int resources = 0, components = 0, isProtected = 0;
        foreach (var resource in graph.Resources)
        {
            if (resource.IsStack)
            {
                continue;
            }
            if (resource.IsComponent)
            {
                components++;
                continue;
            }
            resources++;
            isProtected += resource.Protect ? 1 : 0;
            kinds.Add(KindName.Of(resource.Type));
        }
        text.Append('\n').Append(paint.Group(Count(resources, "resource") + " in " + Count(components, "component")));
        if (isProtected > 0)
        {
            text.Append(", ").Append(isProtected).Append(" protected");
        }
        text.Append('\n');
        Columns.AddWrapped(text, "  ", Counted(kinds));
    }

    /// <summary>"3 v1 Namespace" for every kind, in ordinal order of the kinds.</summary>
    private static List<string> Counted(List<string> kinds)
    {
        kinds.Sort(StringComparer.Ordinal);
        var counted = new List<string>();
        var start = 0;
        for (var i = 1; i <= kinds.Count; i++)
        {
            if (i == kinds.Count || kinds[i] != kinds[start])
            {
                counted.Add(i - start + " " + kinds[start]);
                start = i;
            }
        }
        return counted;
    }

    private static void AddOutputs(StringBuilder text, PlanValue outputs, Paint paint)
    {
        if (outputs.Keys.Count == 0)
        {
            return;
        }
        text.Append('\n').Append(paint.Group("outputs")).Append('\n');
        for (var i = 0; i < outputs.Keys.Count; i++)
        {
            var key = outputs.Keys[i];
            text.Append("  ").Append(key).Append(": ").Append(Columns.Elide(Shown(outputs.Items[i]), Math.Max(24, Columns.Width - key.Length - 4))).Append('\n');
        }
    }

    private static string Shown(PlanValue value)
    {
        switch (value.Kind)
        {
            case PlanValueKind.Text:
                return value.Text.Replace('\n', ' ');
            case PlanValueKind.Number:
                return value.Number.ToString();
            case PlanValueKind.Truth:
                return value.Text;
            case PlanValueKind.List:
            case PlanValueKind.Map:
                var parts = new List<string>();
                for (var i = 0; i < value.Items.Count; i++)
                {
                    parts.Add((value.Kind == PlanValueKind.Map ? value.Keys[i] + " " : "") + Shown(value.Items[i]));
                }
                return string.Join(", ", parts);
            default:
                return "none";
        }
    }

    private static string Count(int number, string noun) => number + " " + noun + (number == 1 ? "" : "s");
}
