using Infra.Cli.Commands;
using Infra.Cli.Output;

namespace Infra.Cli;

/// <summary>The program: takes the command line apart, runs the command, answers with an exit code.</summary>
public static class App
{
    private static readonly CommandForm[] Forms = [PreviewCommand.Form, RenderCommand.Form, FlowsCommand.Form, StacksCommand.Form, CheckCommand.Form];

    /// <summary>Runs a command line.</summary>
    /// <param name="words">The words behind the program's name.</param>
    /// <param name="terminal">Where texts go.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> words, Terminal terminal)
    {
        try
        {
            var line = CommandLine.Parse(words, Forms);
            return line.WantsHelp ? ShowHelp(line, terminal) : await RunAsync(line, terminal);
        }
        catch (UsageException e)
        {
            terminal.WriteProblem("infra: " + e.Message);
            terminal.WriteProblem("Try: " + Help.Call + (Array.Exists(Forms, form => words.Count > 0 && form.Name == words[0]) ? " " + words[0] : "") + " --help");
            return ExitCodes.Usage;
        }
        catch (IOException e)
        {
            terminal.WriteProblem("infra: " + e.Message);
            return ExitCodes.Problems;
        }
        catch (UnauthorizedAccessException e)
        {
            terminal.WriteProblem("infra: " + e.Message);
            return ExitCodes.Problems;
        }
#pragma warning disable CA1031 // The last resort: a defect is told as such, with its trace, under an exit code of its own.
        catch (Exception e)
#pragma warning restore CA1031
        {
            terminal.WriteProblem("infra: a defect of this program, please report it: " + e);
            return ExitCodes.Internal;
        }
    }

    private static async Task<int> RunAsync(CommandLine line, Terminal terminal) => line.Command!.Name switch
    {
        "preview" => await PreviewCommand.RunAsync(line, terminal),
        "render" => await RenderCommand.RunAsync(line, terminal),
        "flows" => FlowsCommand.Run(line, terminal),
        "stacks" => StacksCommand.Run(terminal),
        _ => await CheckCommand.RunAsync(line, terminal),
    };

    private static int ShowHelp(CommandLine line, Terminal terminal)
    {
        terminal.Write(line.Command is { } command ? Help.Of(command) : Help.OfAll(Forms));
        return ExitCodes.Ok;
    }
}
