using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Infra.Cli.Commands;
using Infra.Cli.Output;

namespace Infra.Cli;

/// <summary>Command line of the project: parses it, runs the command and returns the exit code.</summary>
public static class App
{
    /// <summary>Start of a command line in a clone, for texts that can be copied.</summary>
    internal const string Call = "dotnet run --project cli --";

    /// <summary>Commands in the order of the help.</summary>
    private static readonly Func<Terminal, Command>[] Commands =
    [
        PreviewCommand.Create,
        DiffCommand.Create,
        PhasesCommand.Create,
        GateCommand.Create,
        RenderCommand.Create,
        FlowsCommand.Create,
        PromoteCommand.Create,
        ImagesCommand.Create,
        StacksCommand.Create,
        CheckCommand.Create,
        CompletionsCommand.Create,
    ];

    /// <summary>Arguments are taken as they are: no response files, no bundles of one-letter options.</summary>
    private static readonly ParserConfiguration Parsing = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">Arguments of the process.</param>
    /// <param name="terminal">Working directory and outputs.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal)
    {
        try
        {
            var parsed = Parse(arguments, terminal);
            if (parsed.Action is ParseErrorAction refusal)
            {
                return Refuse(parsed, refusal, terminal);
            }
            using var output = new StringWriter();
            var exitCode = await parsed.InvokeAsync(new()
            {
                Output = output,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
            terminal.Write(output.ToString());
            return exitCode;
        }
        catch (OperationCanceledException)
        {
            terminal.WriteProblem("infra: interrupted");
            return ExitCodes.Interrupted;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            terminal.WriteProblem($"infra: {e.Message}");
            return ExitCodes.Problems;
        }
#pragma warning disable CA1031 // Last resort: a defect is reported as such, with its stack trace and its own exit code.
        catch (Exception e)
#pragma warning restore CA1031
        {
            terminal.WriteProblem($"infra: defect of this program, please report it: {e}");
            return ExitCodes.Internal;
        }
    }

    /// <summary>
    /// Parses a command line. Help, version and completions are added only for a line that is refused without them: creating their options
    /// loads text resources, which takes as long as the whole parsing.
    /// </summary>
    private static ParseResult Parse(IReadOnlyList<string> arguments, Terminal terminal)
    {
        var parsed = WithCommands(new Command("infra"), terminal).Parse(arguments, Parsing);
        return parsed.Errors.Count == 0 && !parsed.Tokens.Any(token => token.Type == TokenType.Argument && token.Value.StartsWith('-'))
            ? parsed
            : Complete(terminal).Parse(arguments, Parsing);
    }

    /// <summary>Creates all commands, with help, version and completions.</summary>
    internal static RootCommand Complete(Terminal terminal)
    {
        var root = new RootCommand("Previews the platform offline: no account, no token, no network.");
        root.Options.Clear();
        root.Add(new HelpOption("--help", "-h") { Action = new HelpText(terminal) });
        root.Add(new VersionOption { Action = new VersionText(terminal) });
        WithCommands(root, terminal);
        return root;
    }

    private static Command WithCommands(Command root, Terminal terminal)
    {
        foreach (var create in Commands)
        {
            root.Add(create(terminal));
        }
        return root;
    }

    /// <summary>Reports a command line that does not parse, with similar names for an unknown one.</summary>
    private static int Refuse(ParseResult parsed, ParseErrorAction refusal, Terminal terminal)
    {
        using var similar = new StringWriter();
        refusal.ShowHelp = false;
        parsed.Invoke(new() { Output = similar, Error = TextWriter.Null });
        foreach (var error in parsed.Errors)
        {
            terminal.WriteProblem($"infra: {string.Join(' ', error.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}");
        }
        foreach (var name in similar.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries))
        {
            terminal.WriteProblem(name);
        }
        var command = parsed.CommandResult.Command is RootCommand ? "" : $" {parsed.CommandResult.Command.Name}";
        terminal.WriteProblem($"Help: {Call}{command} --help");
        return ExitCodes.Usage;
    }
}
