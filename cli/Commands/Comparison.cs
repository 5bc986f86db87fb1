using Infra.Cli.Output;
using Infra.Preview;
using Infra.Preview.Cost;
using Infra.Preview.Diff;
using Infra.Preview.Sources;

namespace Infra.Cli.Commands;

/// <summary>Part of `preview` that says what differs from another side, by default from the last commit.</summary>
internal sealed class Comparison
{
    private readonly string _line;
    private readonly DiffReport? _report;
    private readonly string _command;

    /// <param name="line">First line.</param>
    /// <param name="report">Difference; null where nothing was compared.</param>
    /// <param name="command">Command that shows the whole difference.</param>
    private Comparison(string line, DiffReport? report = null, string command = "") =>
        (_line, _report, _command) = (line, report, command);

    /// <summary>Change of the monthly cost; null where nothing was compared.</summary>
    public CostChange? Cost => _report?.Cost;

    /// <summary>Compares a plan with a named side.</summary>
    /// <exception cref="SourceException">The side cannot be loaded.</exception>
    public static async Task<Comparison> OfAsync(SelectedStack stack, SideName against, Terminal terminal)
    {
        var (old, plan) = await SideArgument.Sources(terminal).LoadAsync(against, NameOf(stack, terminal));
        foreach (var warning in old.Warnings)
        {
            terminal.WriteProblem(warning);
        }
        var report = DiffReport.Of(old.Name, plan.Name, PlanDiffer.Between(old.Graph, plan.Graph), plan.Described);
        return Of(report, "", against.Text, NameOf(stack, terminal).Text);
    }

    /// <summary>
    /// Compares a plan with the last commit's description. Nothing is built, and nothing fails: what cannot be compared is one line.
    /// </summary>
    public static async Task<Comparison> OfLastCommitAsync(SelectedStack stack, StackOutcome outcome, Terminal terminal)
    {
        try
        {
            var repository = GitRepository.Of(stack.Root);
            var tree = repository.Status();
            if (tree.Commit is not { } commit)
            {
                return new("not compared: the repository has no commit yet");
            }
            var id = WorkingTree.Abbreviated(commit);
            var program = tree.ProgramDiffers ? $"; the program differs too, which --against {stack.Name}:HEAD would build" : "";
            if (!tree.DescriptionDiffers)
            {
                return new(tree.ProgramDiffers
                    ? $"the description is that of the last commit ({id}){program}"
                    : $"nothing differs from the last commit ({id})");
            }
            var file = $"Pulumi.{stack.Name}.yaml";
            if (tree.Changed.Contains(file, StringComparer.Ordinal) && !repository.Has(commit, file))
            {
                return new($"the stack is new since the last commit ({id})");
            }
            var old = await SideArgument.Sources(terminal)
                .LoadDescriptionAsync(NameOf(stack, terminal), commit, isCached: !tree.ProgramDiffers);
            var diff = PlanDiffer.Between(old.Graph, outcome.Graph!);
            var report = DiffReport.Of($"the last commit ({id})", "", diff, outcome.Described) with
            {
                Files = tree.DescriptionOf(outcome.Graph!.Header),
            };
            return Of(report, program, $"{NameOf(stack, terminal).Text}:HEAD", NameOf(stack, terminal).Text);
        }
        catch (Exception e) when (e is SourceException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return new($"not compared with the last commit: {e.Message.Split('\n')[0]}");
        }
    }

    /// <summary>Writes what differs, or why nothing was compared.</summary>
    public void Write(StyledText text)
    {
        text.WriteLine("");
        text.WriteLine(_line, _report is null ? TextStyle.Aside : TextStyle.Heading);
        if (_report is not null)
        {
            DiffView.WriteChanges(_report, text, _command);
        }
    }

    private static SideName NameOf(SelectedStack stack, Terminal terminal) =>
        SideArgument.Parse(stack.Phase is null ? stack.Name : $"{stack.Name}@{stack.Phase}", terminal);

    /// <param name="report">Difference from a named side.</param>
    /// <param name="more">End of the first line; may be empty.</param>
    /// <param name="old">Former side of the command that shows all.</param>
    /// <param name="now">New side of that command.</param>
    private static Comparison Of(DiffReport report, string more, string old, string now)
    {
        var line = report.Diff.IsEmpty ? DiffView.Nothing(report, $" from {report.Old}") : $"what differs from {report.Old}";
        return new($"{line}{more}", report, $"{App.Call} diff {old} {now}");
    }
}
