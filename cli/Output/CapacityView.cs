using System.Globalization;
using Infra.Model;
using Infra.Model.Capacity;

namespace Infra.Cli.Output;

/// <summary>Capacity of a cluster as a table: what its nodes offer, what pods ask for, what is left, and whether each has a node.</summary>
internal static class CapacityView
{
    private const decimal Gib = 1073741824m;
    private const string Indent = "  ";
    private const string Gap = "   ";

    /// <summary>Writes the table.</summary>
    /// <param name="report">Capacity of the cluster.</param>
    /// <param name="text">Takes the text.</param>
    public static void Write(CapacityReport report, StyledText text)
    {
        text.WriteLine($"capacity of the cluster of {string.Join(", ", report.Stacks)}", TextStyle.Heading);
        foreach (var line in LinesOf(report))
        {
            text.WriteLine($"{Indent}{line}");
        }

        text.WriteLine("");
    }

    private static IEnumerable<string> LinesOf(CapacityReport report)
    {
        if (report.UnknownNodes.Count > 0)
        {
            var each = report.UnknownNodes.Count == 1 ? "its" : "their";
            return
            [
                $"unknown: set cpu and memory of {string.Join(", ", report.UnknownNodes)} under cluster.nodes to {each} share "
                    + "for the cluster",
            ];
        }

        return [.. Table(Rows(report)), .. Findings(report)];
    }

    private static List<string[]> Rows(CapacityReport report)
    {
        var rows = new List<string[]>
        {
            report.Lost is { } lost
                ? ["", "memory", $"without {lost.Name}", "cpu", $"without {lost.Name}"]
                : ["", "memory", "cpu"],
        };
        var nodes = report.All.Nodes.Count;
        Add(nodes == 1 ? "1 node offers" : $"{nodes} nodes offer", static capacity => capacity.Offered);
        foreach (var kind in Enum.GetValues<PodsKind>())
        {
            if (report.All.Asked.ContainsKey(kind))
            {
                Add(NameOf(kind), capacity => capacity.Asked.GetValueOrDefault(kind));
            }
        }

        Add("left", static capacity => capacity.Left);
        return rows;

        void Add(string name, Func<ClusterCapacity, Amount> of)
        {
            var all = of(report.All);
            rows.Add(report.WithoutOne is { } without
                ? [name, Memory(all), Memory(of(without)), Cpu(all), Cpu(of(without))]
                : [name, Memory(all), Cpu(all)]);
        }
    }

    private static IEnumerable<string> Table(List<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        return rows.Select(row => string.Join(
            Gap, row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))));
    }

    private static IEnumerable<string> Findings(CapacityReport report)
    {
        yield return Places(report.All, "each pod has a node", "waits");
        if (report is { WithoutOne: { } without, Lost: { } lost })
        {
            yield return Places(without, $"without {lost.Name} too", $"waits without {lost.Name}");
        }

        if (report.Rollouts is [var largest, ..])
        {
            string[] waiting = [.. report.Rollouts.Where(static rollout => rollout.Waits).Select(Worded)];
            yield return waiting.Length == 0
                ? $"a new version of any one app has room beside the old one; the largest is {Worded(largest)}"
                : $"a new version waits for room beside the old one: {string.Join(", ", waiting)}";
        }

        if (report.Scaled != default)
        {
            yield return $"autoscalers may add {Memory(report.Scaled)}, {Cpu(report.Scaled)} cores";
        }

        string[] uncounted = [.. report.NotCounted];
        if (uncounted.Length > 0)
        {
            yield return $"not counted, as chart.total is not set: {string.Join(", ", uncounted)}";
        }
    }

    private static string Places(ClusterCapacity capacity, string all, string some)
    {
        string[] waiting = [.. capacity.Waiting.Select(waiting =>
            $"{waiting.Request.Name} {waiting.Pods} of {waiting.Request.Pods}{(waiting.ForANode ? " (needs a node of its own)" : "")}")];
        return waiting.Length == 0 ? all : $"{some}: {string.Join(", ", waiting)}";
    }

    private static string Worded(RolloutRoom rollout) => $"{rollout.Name} ({Memory(rollout.Asked)}, {Cpu(rollout.Asked)} cores)";

    private static string NameOf(PodsKind kind) => kind switch
    {
        PodsKind.Platform => "platform",
        PodsKind.Database => "databases",
        PodsKind.App => "apps",
        _ => "jobs, all at once",
    };

    private static string Memory(Amount amount) => string.Create(CultureInfo.InvariantCulture, $"{amount.Memory / Gib:0.00}Gi");

    private static string Cpu(Amount amount) => string.Create(CultureInfo.InvariantCulture, $"{amount.Cpu:0.00}");
}
