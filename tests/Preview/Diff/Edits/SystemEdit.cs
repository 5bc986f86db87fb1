using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Preview.Diff.Edits;

/// <summary>Row of the table of edits (<c>edits.yaml</c>).</summary>
internal sealed record SystemEdit
{
    /// <summary>Name of the row.</summary>
    public required string Name { get; init; }

    /// <summary>Stack that is planned before and after.</summary>
    public required string Stack { get; init; }

    /// <summary>File from the folder of <c>Pulumi.yaml</c>.</summary>
    public required string File { get; init; }

    /// <summary>Text that is replaced; the file has it once.</summary>
    public required string Find { get; init; }

    /// <summary>Text in its place; empty when it is removed.</summary>
    public required string Replace { get; init; }

    /// <summary>Resource that had another name before, with which an alias connects it; null for none.</summary>
    public string? Renamed { get; init; }

    /// <summary>Former name of <see cref="Renamed"/>.</summary>
    public string? Was { get; init; }

    /// <summary>Part of the first problem, for which the stack cannot be planned; null when it can.</summary>
    public string? Problem { get; init; }

    /// <summary>Expected steps.</summary>
    public required IReadOnlyList<StepLine> Steps { get; init; }

    /// <summary>Expected level of the verdict, and the topics of its findings: <c>danger: refused, data</c>.</summary>
    public required string Verdict { get; init; }

    /// <summary>Reads the table.</summary>
    public static IReadOnlyList<SystemEdit> Read()
    {
        var table = PlanValues.Of(System.IO.File.ReadAllText(Repository.File("tests", "Preview", "Diff", "Edits", "edits.yaml")));
        return [.. table.Items.Select(Of)];
    }

    private static SystemEdit Of(PlanValue row) => new()
    {
        Name = row.TextOf("name")!,
        Stack = row.TextOf("stack")!,
        File = FileOf(row.TextOf("file")!),
        Find = row.TextOf("find")!,
        Replace = row.TextOf("replace") ?? "",
        Renamed = row.TextOf("renamed"),
        Was = row.TextOf("was"),
        Problem = row.TextOf("problem"),
        Steps = [.. row["steps"]?.Items.Select(step => StepLine.Read(step.Text)) ?? []],
        Verdict = row.TextOf("verdict") ?? "none",
    };

    private static string FileOf(string name) => name.StartsWith("Pulumi.", StringComparison.Ordinal) ? name : $"stacks/{name}";
}
