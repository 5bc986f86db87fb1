using System.CommandLine;
using System.Diagnostics;
using System.Text;
using Infra.Cli.Output;
using Infra.Preview.Phases;
using Infra.Preview.Sources;

namespace Infra.Cli.Commands;

/// <summary>Command `phases`: what every step of a stack's migration changes.</summary>
internal static class PhasesCommand
{
    /// <summary>Time after which the steps that are being planned are shown.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Creates the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new DocumentedCommand("phases", "Show what every step of a stack's migration changes.")
        {
            Details = "Plans the stack at every step of its migration and compares each with the step before: what is\n" +
                "created, updated, replaced, deleted or refused, the monthly cost, and the gates. A step whose\n" +
                "changes change nothing is a problem; so is one that destroys data and is not final. Where the\n" +
                "stack is, what its gates last said and which step is next, a state says (pulumi stack export).",
            Examples = ["phases prod", "phases prod --state state.json", "phases prod --json --out phases.json"],
        };
        var request = new StackRequest(command, terminal, hasPhase: false);
        var json = new Option<bool>("--json") { Description = "Write JSON, format infra.phases/1 (docs/phases.md)." };
        var state = new Option<string?>("--state")
        {
            HelpName = "FILE",
            Description = "Read the place of the stack and the answers of its gates from an exported state.",
        };
        var file = OutOption.Create("FILE", "Write to a file, a device or a named pipe instead of standard output.");
        command.Add(state);
        command.Add(json);
        command.Add(file);
        command.SetAction((parsed, _) => RunAsync(
            request.Select(parsed), parsed.GetValue(state), parsed.GetValue(json), parsed.GetValue(file), terminal));
        return command;
    }

    private static async Task<int> RunAsync(SelectedStack stack, string? state, bool asJson, string? file, Terminal terminal)
    {
        var start = Stopwatch.GetTimestamp();
        PhaseLadder ladder;
        try
        {
            var deployed = state is null
                ? null
                : await SideArgument.Sources(terminal).LoadAsync(SideName.OfFile(state));
            ladder = await PhaseLadder.PlanAsync(
                stack.Root,
                stack.Name,
                line =>
                {
                    if (Stopwatch.GetElapsedTime(start) > Patience)
                    {
                        terminal.Progress(line);
                    }
                },
                deployed);
        }
        catch (SourceException e)
        {
            return SideArgument.Report(e, terminal);
        }
        foreach (var problem in ladder.Problems)
        {
            terminal.WriteProblem(problem);
        }
        var text = new StringBuilder();
        if (asJson)
        {
            text.Append(Encoding.UTF8.GetString(PhasesJson.Write(ladder)));
        }
        if (file is not null)
        {
            if (!asJson)
            {
                PhasesView.Write(ladder, new(text, colored: false));
            }
            OutputFile.WriteAndTell(file, Encoding.UTF8.GetBytes(text.ToString()), terminal);
        }
        else if (asJson)
        {
            terminal.Write(text.ToString());
        }
        else
        {
            PhasesView.Write(ladder, terminal.Text);
        }
        return ladder.Problems.Count > 0 ? ExitCodes.Problems : ExitCodes.Ok;
    }
}
