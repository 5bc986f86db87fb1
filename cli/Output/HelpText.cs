using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Infra.Cli.Commands;

namespace Infra.Cli.Output;

/// <summary>Help of the library, then details, examples and exit codes.</summary>
internal sealed class HelpText(Terminal terminal) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        using var text = new StringWriter();
        parseResult.InvocationConfiguration.Output = text;
        new HelpAction { MaxWidth = terminal.Width ?? Screen.DefaultWidth }.Invoke(parseResult);
        var root = parseResult.RootCommandResult.Command;
        terminal.Write(text.ToString().Replace($"  {root.Name} ", $"  {App.Call} ", StringComparison.Ordinal).TrimEnd());
        terminal.Write("\n\n");
        if (parseResult.CommandResult.Command is DocumentedCommand command)
        {
            if (command.Details.Length > 0)
            {
                terminal.Write($"{command.Details}\n\n");
            }
            WriteExamples(command.Examples);
        }
        else
        {
            WriteExamples(root.Subcommands.OfType<DocumentedCommand>().Select(each => each.Examples[0]));
        }
        var more = parseResult.CommandResult.Command is DocumentedCommand { MoreExitCodes: var own } ? own : "";
        terminal.Write($"{ExitCodes.Explanation}{more}.\n");
        return ExitCodes.Ok;
    }

    private void WriteExamples(IEnumerable<string> examples)
    {
        terminal.Write("Examples:\n");
        foreach (var example in examples)
        {
            terminal.Write($"  {App.Call} {example}\n");
        }
        terminal.Write("\n");
    }
}
