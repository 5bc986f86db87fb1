using Infra.Cli.Output;
using Infra.Preview;

namespace Infra.Cli.Commands;

/// <summary>Stack that a command line selects.</summary>
/// <param name="Root">Folder of `Pulumi.yaml`.</param>
/// <param name="Name">Name of the stack.</param>
/// <param name="Phase">Phase to fold up to; null for the stack's own.</param>
internal sealed record SelectedStack(string Root, string Name, string? Phase)
{
    /// <summary>Present day, for warnings about old prices; null where it is not known.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>Loads and validates the stack without running the program.</summary>
    public StackOutcome Check() => StackPreview.Check(Root, Name, Phase);

    /// <summary>Previews the stack.</summary>
    public Task<StackOutcome> PreviewAsync() => StackPreview.RunAsync(Root, Name, Phase, withOthers: false, Today);

    /// <summary>Reports the problems and warnings of the stack, or an unknown phase alone.</summary>
    /// <returns><see cref="ExitCodes.Ok"/> when there are no problems, <see cref="ExitCodes.Usage"/> for an unknown phase.</returns>
    public int Report(StackOutcome outcome, Terminal terminal)
    {
        // Listing phases reads every system: only when something is wrong.
        if (outcome.Problems.Count > 0 && Phase is not null)
        {
            var phases = StackPreview.Phases(Root, Name);
            if (!phases.Contains(Phase, StringComparer.Ordinal))
            {
                terminal.WriteProblem($"infra: phase '{Phase}': not found; {Listing.Of("phase", phases)}");
                return ExitCodes.Usage;
            }
        }
        return Write(outcome, terminal);
    }

    /// <summary>Writes problems and warnings.</summary>
    /// <returns><see cref="ExitCodes.Ok"/> when there are no problems.</returns>
    public static int Write(StackOutcome outcome, Terminal terminal)
    {
        foreach (var text in outcome.Problems.Concat(outcome.Warnings))
        {
            terminal.WriteProblem(text);
        }
        return outcome.Problems.Count > 0 ? ExitCodes.Problems : ExitCodes.Ok;
    }
}
