using Infra.Preview;
using Infra.Preview.Cost;
using Infra.Preview.Graph;
using Infra.Preview.Overview;

namespace Infra.Cli.Output;

/// <summary>Plan as text: overview or tree of the resources, then what is not built yet.</summary>
internal static class PlanView
{
    /// <summary>Writes the plan of an outcome that has one.</summary>
    /// <param name="outcome">Outcome with a plan.</param>
    /// <param name="asTree">Whether every resource is shown, instead of the overview.</param>
    /// <param name="change">Change of the cost; null where no former plan is known.</param>
    /// <param name="text">Takes the text.</param>
    public static void Write(StackOutcome outcome, bool asTree, CostChange? change, StyledText text)
    {
        if (asTree)
        {
            WriteResources(outcome.Graph!, text);
        }
        else
        {
            OverviewView.Write(StackOverview.Of(outcome.System!, outcome.Graph!), change, text);
        }
        if (outcome.Unconsumed.Count > 0)
        {
            WriteHeading("described, not built yet", text);
            text.WriteLine($"  {string.Join(", ", outcome.Unconsumed)}");
        }
    }

    /// <summary>Writes every resource, the counts by kind and the outputs.</summary>
    private static void WriteResources(PlanGraph graph, StyledText text)
    {
        WriteHeader(graph.Header, text);
        foreach (var resource in graph.Resources)
        {
            if (resource.Parent is null)
            {
                WriteTree(graph, resource, "", "", text);
            }
        }
        WriteCounts(graph, text);
        WriteOutputs(graph.Outputs, text);
    }

    /// <summary>Writes the first line: stack, system, environment and phase.</summary>
    public static void WriteHeader(PlanHeader header, StyledText text)
    {
        var described = header.System.Length > 0 ? $": system {header.System}, environment {header.Environment}" : "";
        var phase = header.Phase is null ? "" : $", phase {header.Phase}";
        text.WriteLine($"stack {header.Stack}{described}{phase}");
    }

    /// <summary>Writes the commands that set the missing secrets; nothing when there are none.</summary>
    public static void WriteNeeded(IReadOnlyList<string> needed, StyledText text)
    {
        if (needed.Count == 0)
        {
            return;
        }
        WriteHeading("needed before `pulumi up`", text, TextStyle.Pending);
        foreach (var command in needed)
        {
            text.WriteLine($"  {command}");
        }
    }

    /// <summary>Writes a resource and its children: logical name, kind, what protects it, and the properties that matter.</summary>
    private static void WriteTree(PlanGraph graph, PlanResource resource, string guide, string indent, StyledText text)
    {
        text.Write(guide, TextStyle.Aside);
        text.Write(resource.Name, resource.IsComponent || resource.IsStack ? TextStyle.Heading : TextStyle.Plain);
        text.Write($"  {KindName.Of(resource.Type)}", TextStyle.Aside);
        text.Write(
            (resource.Protect, resource.RetainOnDelete) switch
            {
                (true, true) => "  protected, retained",
                (true, false) => "  protected",
                (false, true) => "  retained",
                _ => "",
            },
            TextStyle.Protected);
        var summary = ResourceSummary.Of(resource);
        text.WriteLine(summary.Length == 0 ? "" : $"  {summary.Replace('\n', ' ')}");
        var children = graph.ChildrenOf(resource);
        for (var i = 0; i < children.Count; i++)
        {
            var isLast = i == children.Count - 1;
            WriteTree(graph, children[i], $"{indent}{(isLast ? "└── " : "├── ")}", $"{indent}{(isLast ? "    " : "│   ")}", text);
        }
    }

    private static void WriteCounts(PlanGraph graph, StyledText text)
    {
        var kinds = new List<string>();
        int components = 0, isProtected = 0;
        foreach (var resource in graph.Resources)
        {
            if (resource.IsComponent)
            {
                components++;
            }
            else if (!resource.IsStack)
            {
                isProtected += resource.Protect ? 1 : 0;
                kinds.Add(KindName.Of(resource.Type));
            }
        }
        var ofThem = isProtected > 0 ? $", {isProtected} protected" : "";
        WriteHeading($"{Listing.Count(kinds.Count, "resource")} in {Listing.Count(components, "component")}{ofThem}", text);
        kinds.Sort(StringComparer.Ordinal);
        for (int start = 0, end; start < kinds.Count; start = end)
        {
            end = kinds.FindIndex(start, kind => kind != kinds[start]) is var other and >= 0 ? other : kinds.Count;
            text.WriteLine($"{end - start,5} {kinds[start]}");
        }
    }

    private static void WriteOutputs(PlanValue outputs, StyledText text)
    {
        if (outputs.Keys.Count == 0)
        {
            return;
        }
        WriteHeading("outputs", text);
        for (var i = 0; i < outputs.Keys.Count; i++)
        {
            text.WriteLine($"  {outputs.Keys[i]}: {Shown(outputs.Items[i])}".TrimEnd());
        }
    }

    private static string Shown(PlanValue value) => value.Kind switch
    {
        PlanValueKind.Text => value.Text.Length == 0 ? "empty" : value.Text.Replace('\n', ' '),
        PlanValueKind.Number => $"{value.Number}",
        PlanValueKind.Truth => value.Text,
        PlanValueKind.List => string.Join(", ", value.Items.Select(Shown)),
        PlanValueKind.Map => string.Join(", ", value.Keys.Zip(value.Items, (key, item) => $"{key} {Shown(item)}")),
        _ => "none",
    };

    /// <summary>Writes the heading of a section, after an empty line.</summary>
    public static void WriteHeading(string heading, StyledText text, TextStyle style = TextStyle.Heading)
    {
        text.WriteLine("");
        text.WriteLine(heading, style);
    }
}
