using System.CommandLine;
using System.CommandLine.Completions;
using Infra.Cli.Output;
using Infra.Preview;
using Infra.Preview.Graph;
using Infra.Preview.Sources;

namespace Infra.Cli.Commands;

/// <summary>Sides of a comparison on a command line: their names, their completions, and where they are loaded.</summary>
internal static class SideArgument
{
    /// <summary>Sentence about the forms of a side, for helps.</summary>
    public const string Forms =
        "A side is a stack (prod), a stack at a phase or step (prod@2-stage), a stack at a revision of git\n"
        + "(prod:origin/main, prod@2-stage:HEAD~1), a plan (preview --json), or a state (pulumi stack export).";

    /// <summary>Stacks, and after a stack's `@` its phases.</summary>
    public static IEnumerable<CompletionItem> Items(string word, Terminal terminal)
    {
        if (Project.Find(terminal) is not { } root)
        {
            return [];
        }
        return word.Split('@') is [var stack, _, ..]
            ? StackPreview.Phases(root, stack).Select(phase => new CompletionItem($"{stack}@{phase}"))
            : StackPreview.Stacks(root).Select(name => new CompletionItem(name));
    }

    /// <summary>Reads the name of a side.</summary>
    /// <exception cref="SourceException">A part of the name is empty.</exception>
    public static SideName Parse(string text, Terminal terminal) =>
        SideName.Parse(text, path => File.Exists(Path.Combine(terminal.WorkingDirectory!, path)));

    /// <summary>Sources of the project that the terminal is in.</summary>
    public static PlanSources Sources(Terminal terminal) => new(new()
    {
        Root = Project.Find(terminal)!,
        WorkingDirectory = terminal.WorkingDirectory!,
        CacheFolder = terminal.CacheFolder,
        Progress = terminal.Progress,
        Interruption = terminal.Interruption,
    });

    /// <summary>
    /// Writes the warnings about the comparison, and those that only the new side has. Others are counted; `check` has them in full.
    /// </summary>
    public static void WriteWarnings(PlanSource old, PlanSource plan, Terminal terminal)
    {
        foreach (var warning in old.Warnings.Concat(plan.Warnings))
        {
            terminal.WriteProblem(warning);
        }
        var known = old.StackWarnings?.Select(WithoutLine).ToHashSet(StringComparer.Ordinal);
        var fresh = known is null ? [] : plan.StackWarnings?.Where(warning => !known.Contains(WithoutLine(warning))).ToList() ?? [];
        foreach (var warning in fresh)
        {
            terminal.WriteProblem($"{plan.Name}: {warning}");
        }
        if ((plan.StackWarnings?.Count ?? 0) - fresh.Count is > 0 and var others)
        {
            var before = known is null ? "" : " as before";
            terminal.WriteProblem($"{plan.Name}: {Listing.Count(others, "warning")}{before}; see check {plan.Graph.Header.Stack}");
        }
    }

    /// <summary>Files of a stack's description in which the working tree differs from the revision of the other side.</summary>
    /// <returns>No files where the sides are no revision and working tree of the same stack.</returns>
    public static IReadOnlyList<string> Files(string old, string plan, PlanHeader stack, Terminal terminal)
    {
        var (first, second) = (Parse(old, terminal), Parse(plan, terminal));
        if (first.Stack != second.Stack || (first.Revision is null) == (second.Revision is null))
        {
            return [];
        }
        var repository = GitRepository.Of(Project.Find(terminal)!);
        return repository.Since(repository.Commit((first.Revision ?? second.Revision)!)).DescriptionOf(stack);
    }

    /// <summary>Warning without its position, which an edit above it moves: `file:line: `.</summary>
    private static string WithoutLine(string warning) =>
        warning.Split(": ", 2) is [var position, var text] && position.Split(':') is [var file, ..] ? $"{file}: {text}" : warning;

    /// <summary>Reports why a side cannot be loaded, one line each.</summary>
    /// <returns>The exit code: that of a wrong command line where the name of the side is wrong.</returns>
    public static int Report(SourceException refusal, Terminal terminal)
    {
        foreach (var line in refusal.Message.Split('\n'))
        {
            terminal.WriteProblem(line);
        }
        return refusal.IsName ? ExitCodes.Usage : ExitCodes.Problems;
    }
}
