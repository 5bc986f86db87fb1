using System.CommandLine;
using System.CommandLine.Completions;
using Infra.Cli.Output;
using Infra.Preview;
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
    });

    /// <summary>Reports why a side cannot be loaded, one line each.</summary>
    /// <returns>The exit code.</returns>
    public static int Report(SourceException refusal, Terminal terminal)
    {
        foreach (var line in refusal.Message.Split('\n'))
        {
            terminal.WriteProblem(line);
        }
        return ExitCodes.Problems;
    }
}
