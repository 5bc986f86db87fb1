using System.Globalization;
using System.Text.Json;
using Infra.Preview;

namespace Infra.Bench;

/// <summary>
/// Compares whole cold processes, run alternately on one machine: only the ratios are meaningful, and each has a goal and a limit. Exit
/// code 1 when a limit is exceeded.
/// </summary>
internal static class Comparison
{
    private static readonly string Root = ProjectRoot.Above(AppContext.BaseDirectory)
        ?? throw new InvalidOperationException("run the bench inside the repository");
    private static readonly string Built = Path.Combine(Root, "artifacts", "bin");
    private static readonly string Configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    /// <summary>Measures the processes and prints the results.</summary>
    public static int Run(int runs)
    {
        Directory.SetCurrentDirectory(Root);
        string[] preview = [Program("Infra.Cli", "Infra.Cli"), "preview", "prod"];
        string[] synthetic = [Program("Bench", "Infra.Bench"), "synthetic"];
        string[] diff = [Program("Infra.Cli", "Infra.Cli"), "diff"];
        var (before, last) = StackPreview.Phases(Root, "prod") is [.., var secondLast, var final] ? (secondLast, final) : ("", "");
        var objects = WriteObjects(preview, out var resources);
        var peers = PeerCommand(objects);
        Console.WriteLine(
            $"{runs} runs each, one after the other in turn, medians; {Environment.ProcessorCount} processors, {Configuration} build");
        Console.WriteLine($"prod: {resources} resources");

        var rows = Measure(runs, new()
        {
            ["empty program"] = [Program("Empty", "Empty")],
            ["preview prod"] = preview,
            ["preview prod, last phase"] = last.Length > 0 ? [.. preview, "--phase", last] : null,
            ["diff of two phases of prod"] = last.Length > 0 ? [.. diff, $"prod@{before}", $"prod@{last}"] : null,
            ["diff of prod with its last commit"] = [.. diff, "prod:HEAD", "prod"],
            ["dotnet run, nothing changed"] =
                ["dotnet", "run", "-c", Capitalised(Configuration), "--project", "cli", "--", "preview", "prod"],
            ["synthetic 1,000"] = [.. synthetic, "1000"],
            ["synthetic 10,000"] = [.. synthetic, "10000"],
            ["diff of two synthetic 10,000"] = [Program("Bench", "Infra.Bench"), "synthetic-diff", "10000"],
            ["cdk8s, as many objects"] = peers,
        });

        var ratios = new List<bool>
        {
            Ratio(rows, "preview prod", "empty program", goal: 6, limit: 10),
            Ratio(rows, "preview prod", "cdk8s, as many objects", goal: 1, limit: 1.5),
            Ratio(rows, "synthetic 10,000", "synthetic 1,000", goal: 10, limit: 11),
            Ratio(rows, "diff of two phases of prod", "preview prod, last phase", goal: 1.4, limit: 1.5),
            Ratio(rows, "diff of prod with its last commit", "preview prod", goal: 1.4, limit: 1.5),
            Ratio(rows, "diff of two synthetic 10,000", "synthetic 10,000", goal: 2.5, limit: 3),
            Ratio(rows, "dotnet run, nothing changed", "preview prod", goal: 10, limit: 10),
            Limit("peak memory of preview prod", rows["preview prod"]?.Megabytes, 90, "MB"),
            Limit("peak memory of a diff of two phases", rows["diff of two phases of prod"]?.Megabytes, 150, "MB"),
        };
        if (rows["synthetic 10,000"] is { } large && rows["synthetic 1,000"] is { } small)
        {
            Console.WriteLine(
                $"a resource costs {(large.Milliseconds - small.Milliseconds) * 1000 / 9000:0} microseconds above the start-up");
        }

        return ratios.TrueForAll(kept => kept) ? 0 : 1;
    }

    private static Dictionary<string, Figures?> Measure(int runs, Dictionary<string, string[]?> commands)
    {
        var taken = commands.Keys.ToDictionary(name => name, _ => new List<Figures>());
        for (var run = 0; run <= runs; run++)
        {
            foreach (var (name, command) in commands)
            {
                if (command is null)
                {
                    continue;
                }

                var figures = MeasuredProcess.Run(command);
                if (run > 0)
                {
                    taken[name].Add(figures);
                }
            }
        }

        var rows = new Dictionary<string, Figures?>();
        foreach (var (name, figures) in taken)
        {
            rows[name] = figures.Count == 0 ? null : Figures.Median(figures);
            Console.WriteLine(rows[name] is { } row
                ? $"  {name,-30} {row.Milliseconds,8:0.0} ms, processor {row.Processor,6:0.0} ms, {row.Megabytes,6:0.0} MB"
                : $"  {name,-30} not installed (bench/peers/install.sh installs it)");
        }

        return rows;
    }

    private static bool Ratio(Dictionary<string, Figures?> rows, string what, string against, double goal, double limit)
    {
        if (rows[what] is not { } a || rows[against] is not { } b)
        {
            Console.WriteLine($"{what} / {against}: not measured");
            return true;
        }

        Console.WriteLine($"{what} / {against}, processor time: {a.Processor / b.Processor:0.00} x");
        return Limit(
            $"{what} / {against}", a.Milliseconds / b.Milliseconds, limit, $"x (goal {goal.ToString(CultureInfo.InvariantCulture)}x)");
    }

    private static bool Limit(string what, double? value, double limit, string unit)
    {
        var kept = value is null || value <= limit;
        var verdict = value is null ? "not measured" : kept ? "kept" : "BROKEN";
        Console.WriteLine($"{what}: {value:0.00} {unit}, at most {limit.ToString(CultureInfo.InvariantCulture)}: {verdict}");
        return kept;
    }

    /// <summary>
    /// Creates as many objects as the plan has resources, so that the compared tools create the same: the planned Kubernetes objects
    /// unchanged, every other resource as an object whose spec is its inputs.
    /// </summary>
    private static string WriteObjects(string[] preview, out int resources)
    {
        var plan = Path.Combine(Path.GetTempPath(), $"infra-bench-{Environment.ProcessId}.json");
        MeasuredProcess.Run([.. preview, "--json", "--out", plan]);
        using var document = JsonDocument.Parse(File.ReadAllBytes(plan));
        var objects = document.RootElement.GetProperty("resources").EnumerateArray().Select(AsObject).ToArray();
        resources = objects.Length;
        File.WriteAllText(plan, $"[{string.Join(',', objects)}]");
        return plan;
    }

    private static string AsObject(JsonElement resource)
    {
        var inputs = resource.GetProperty("inputs");
        var (name, spec) = (resource.GetProperty("name").GetRawText(), inputs.GetRawText());
        return inputs.TryGetProperty("kind", out _)
            ? spec
            : $$"""{"apiVersion":"example.org/v1","kind":"Resource","metadata":{"name":{{name}}},"spec":{{spec}}}""";
    }

    private static string[]? PeerCommand(string objects)
    {
        var peers = Path.Combine(Root, "bench", "peers");
        return Directory.Exists(Path.Combine(peers, "node_modules", "cdk8s"))
            ? ["node", Path.Combine(peers, "synth.js"), objects, Path.Combine(Path.GetTempPath(), $"infra-bench-{Environment.ProcessId}")]
            : null;
    }

    private static string Program(string project, string assembly) => Path.Combine(Built, project, Configuration, assembly);

    private static string Capitalised(string configuration) => char.ToUpperInvariant(configuration[0]) + configuration[1..];
}
