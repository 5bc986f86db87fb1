using System.Globalization;
using Infra.Model;
using Infra.Preview.Cost;
using Infra.Preview.Overview;

namespace Infra.Cli.Output;

/// <summary>Overview of a stack as text: aligned columns, lines that fit the default width where their values allow it.</summary>
internal static class OverviewView
{
    private const string Indent = "  ";
    private const string Gap = "  ";
    private const string Divider = " | ";

    /// <summary>Writes the overview.</summary>
    /// <param name="overview">Overview.</param>
    /// <param name="change">Change of the cost, which knows what is ordered anew; null where no former plan is known.</param>
    /// <param name="text">Takes the text.</param>
    public static void Write(StackOverview overview, CostChange? change, StyledText text)
    {
        PlanView.WriteHeader(overview.Header, text);
        text.WriteLine(
            $"{Listing.Count(overview.Resources, "resource")} in {Listing.Count(overview.Components, "component")}, "
                + $"{overview.Protected} protected; --tree shows each",
            TextStyle.Aside);
        if (overview.Migration is { } migration)
        {
            text.WriteLine(migration, TextStyle.Aside);
        }
        foreach (var section in overview.Sections)
        {
            PlanView.WriteHeading(section.Title, text);
            if (section.IsList)
            {
                text.WriteList(Indent, Indent, [.. section.Rows.Select(row => row[0])]);
            }
            else
            {
                WriteTable(section.Rows, text);
            }
        }
        WriteCost(overview, change, text);
    }

    private static void WriteTable(IReadOnlyList<IReadOnlyList<string>> rows, StyledText text)
    {
        var widths = Widths(rows);
        foreach (var row in rows)
        {
            var cells = row.Select((cell, i) => cell.PadRight(widths[i])).Where((_, i) => widths[i] > 0);
            text.WriteLine($"{Indent}{string.Join(Gap, cells)}".TrimEnd(' '));
        }
    }

    private static List<int> Widths(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = new List<int>();
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Count; i++)
            {
                if (i == widths.Count)
                {
                    widths.Add(0);
                }
                widths[i] = Math.Max(widths[i], row[i].Length);
            }
        }
        return widths;
    }

    private static void WriteCost(StackOverview overview, CostChange? change, StyledText text)
    {
        var cost = overview.Cost;
        var known = cost.Lines.Where(line => line.Sum is not null).ToList();
        var rows = new List<IReadOnlyList<string>>();
        rows.AddRange(known.Select(line => (IReadOnlyList<string>)[Priced(line), CostText.Amount(line.Sum)]));
        if (known.Count > 0)
        {
            rows.Add([cost.IsIncomplete ? "known in all" : "in all", CostText.Amount(cost.Sum)]);
            var earlierSum = change is null ? cost.EarlierSum : cost.Sum - change.To + change.EarlierTo;
            if (earlierSum != cost.Sum)
            {
                var earlier = earlierSum is { } sum ? CostText.Amount(sum) : "unknown";
                rows.Add([$"with servers of before {cost.Prices.LevelSince}", earlier]);
            }
        }
        PlanView.WriteHeading($"cost, {cost.Prices.Currency} a month without VAT", text);
        var beside = overview.DescribedCost is { } described ? Described(described) : [];
        WriteBeside(rows, beside, text);
        var unknown = cost.Lines.Where(line => line.Sum is null).Select(Priced).ToList();
        if (unknown.Count > 0)
        {
            text.WriteList(Indent, Indent, [$"price unknown: {unknown[0]}", .. unknown.Skip(1)]);
        }
        foreach (var note in cost.Notes)
        {
            text.WriteLine($"{Indent}{note}");
        }
        if (cost.Dates is { } dates)
        {
            text.WriteLine($"{Indent}prices of {dates.Oldest} to {dates.Newest}, see docs/cost.md", TextStyle.Aside);
        }
    }

    /// <summary>Writes two tables beside each other, amounts at their right edges; one below the other where they are wide.</summary>
    private static void WriteBeside(List<IReadOnlyList<string>> left, List<IReadOnlyList<string>> right, StyledText text)
    {
        var (leftLines, rightLines) = (Amounts(left), Amounts(right));
        var width = leftLines.Count == 0 ? 0 : leftLines[0].Length;
        if (rightLines.Count > 0 && Indent.Length + width + Divider.Length + rightLines[0].Length > Screen.DefaultWidth)
        {
            leftLines.AddRange(rightLines);
            rightLines.Clear();
        }
        for (var i = 0; i < Math.Max(leftLines.Count, rightLines.Count); i++)
        {
            var one = i < leftLines.Count ? leftLines[i] : "";
            var other = i < rightLines.Count ? $"{Divider}{rightLines[i]}" : "";
            text.WriteLine($"{Indent}{(other.Length == 0 ? one : one.PadRight(width))}{other}".TrimEnd(' '));
        }
    }

    private static List<string> Amounts(List<IReadOnlyList<string>> rows)
    {
        var widths = Widths(rows);
        return
        [
            .. rows.Select(row => string.Join(
                Gap,
                row.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i])))),
        ];
    }

    private static string Priced(CostLine line)
    {
        var count = line.Count.ToString(CultureInfo.InvariantCulture);
        var things = line.Unit == "GB" ? $"{count} GB of {line.What}s" : line.Count == 1 ? line.What : $"{count} x {line.What}";
        return line.Price.Month is null ? things
            : line.HasTwoLevels ? $"{things}, {CostText.Amount(line.Price.Month)} (before: {CostText.Amount(line.Price.Earlier)})"
            : line.Count == 1 ? things : $"{things}, {CostText.Amount(line.Price.Month)} {(line.Unit == "GB" ? "a GB" : "each")}";
    }

    /// <summary>Rows of the described plan: planned cost, and the former one.</summary>
    private static List<IReadOnlyList<string>> Described(CostSpec cost)
    {
        var rows = new List<IReadOnlyList<string>> { new[] { "described plan", cost.Currency, "before" } };
        foreach (var item in cost.Items)
        {
            var former = item.Current * (item.CurrentCount ?? item.Count);
            rows.Add([item.Count == 1 ? item.Name : $"{item.Count} x {item.Name}", Plain(item.Planned * item.Count), Plain(former)]);
        }
        rows.Add(["in all", Plain(cost.PlannedTotal), Plain(cost.CurrentTotal)]);
        if (cost.OptimizedFrom is not null || cost.OptimizedTo is not null)
        {
            var range = $"{Plain(cost.OptimizedFrom)} to {Plain(cost.OptimizedTo)}";
            rows.Add([$"with {Listing.Count(cost.Savings.Count, "saving")}", range, ""]);
        }
        return rows;
    }

    private static string Plain(decimal? amount) => amount?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";
}
