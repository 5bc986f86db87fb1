using Infra.Cli.Output;
using Infra.Preview;
using Infra.Preview.Diff;
using Infra.Preview.Sources;

namespace Infra.Cli.Commands;

/// <summary>Part of `preview` that says what differs from another side, by default from the last commit.</summary>
internal static class Comparison
{
    /// <summary>Compares a plan with a named side.</summary>
    /// <exception cref="SourceException">The side cannot be loaded.</exception>
    public static async Task WriteAsync(SelectedStack stack, SideName against, StyledText text, Terminal terminal)
    {
        var (old, plan) = await SideArgument.Sources(terminal).LoadAsync(against, NameOf(stack, terminal));
        foreach (var warning in old.Warnings)
        {
            terminal.WriteProblem(warning);
        }
        var report = DiffReport.Of(old.Name, plan.Name, PlanDiffer.Between(old.Graph, plan.Graph), plan.Described);
        Write(report, "", against.Text, NameOf(stack, terminal).Text, text);
    }

    /// <summary>
    /// Compares a plan with the last commit's description. Nothing is built, and nothing fails: what cannot be compared is one line.
    /// </summary>
    public static async Task WriteLastCommitAsync(SelectedStack stack, StackOutcome outcome, StyledText text, Terminal terminal)
    {
        try
        {
            var repository = GitRepository.Of(stack.Root);
            var tree = repository.Status();
            if (tree.Commit is not { } commit)
            {
                WriteLine("not compared: the repository has no commit yet");
                return;
            }
            var id = WorkingTree.Abbreviated(commit);
            var program = tree.ProgramDiffers ? $"; the program differs too, which --against {stack.Name}:HEAD would build" : "";
            if (!tree.DescriptionDiffers)
            {
                WriteLine(tree.ProgramDiffers
                    ? $"the description is that of the last commit ({id}){program}"
                    : $"nothing differs from the last commit ({id})");
                return;
            }
            var file = $"Pulumi.{stack.Name}.yaml";
            if (tree.Changed.Contains(file, StringComparer.Ordinal) && !repository.Has(commit, file))
            {
                WriteLine($"the stack is new since the last commit ({id})");
                return;
            }
            var old = await SideArgument.Sources(terminal)
                .LoadDescriptionAsync(NameOf(stack, terminal), commit, isCached: !tree.ProgramDiffers);
            var diff = PlanDiffer.Between(old.Graph, outcome.Graph!);
            var report = DiffReport.Of($"the last commit ({id})", "", diff, outcome.Described) with
            {
                Files = tree.DescriptionOf(outcome.Graph!.Header),
            };
            Write(report, program, $"{NameOf(stack, terminal).Text}:HEAD", NameOf(stack, terminal).Text, text);
        }
        catch (Exception e) when (e is SourceException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            WriteLine($"not compared with the last commit: {e.Message.Split('\n')[0]}");
        }

        void WriteLine(string line)
        {
            text.WriteLine("");
            text.WriteLine(line, TextStyle.Aside);
        }
    }

    private static SideName NameOf(SelectedStack stack, Terminal terminal) =>
        SideArgument.Parse(stack.Phase is null ? stack.Name : $"{stack.Name}@{stack.Phase}", terminal);

    /// <param name="report">Difference from a named side.</param>
    /// <param name="more">End of the first line; may be empty.</param>
    /// <param name="old">Former side of the command that shows all.</param>
    /// <param name="now">New side of that command.</param>
    /// <param name="text">Text to write to.</param>
    private static void Write(DiffReport report, string more, string old, string now, StyledText text)
    {
        text.WriteLine("");
        text.WriteLine(
            $"{(report.Diff.IsEmpty ? DiffView.Nothing(report, $" from {report.Old}") : $"what differs from {report.Old}")}{more}",
            TextStyle.Heading);
        DiffView.WriteChanges(report, text, $"{App.Call} diff {old} {now}");
    }
}
