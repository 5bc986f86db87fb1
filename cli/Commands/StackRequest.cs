using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using Infra.Cli.Output;
using Infra.Preview;

namespace Infra.Cli.Commands;

/// <summary>
/// Argument `stack` and, unless a command is about all phases, option `--phase`, with their completions and checks.
/// </summary>
internal sealed class StackRequest
{
    private readonly Terminal _terminal;

    /// <summary>Adds the argument and the option to a command, which then runs in a project only.</summary>
    /// <param name="command">Command about a stack.</param>
    /// <param name="terminal">Terminal whose working directory selects the project.</param>
    /// <param name="hasPhase">Whether the command takes a phase.</param>
    public StackRequest(Command command, Terminal terminal, bool hasPhase = true)
    {
        _terminal = terminal;
        Stack.CompletionSources.Add(_ => Items(root => StackPreview.Stacks(root)));
        Stack.Validators.Add(Validate);
        Phase.CompletionSources.Add(context =>
            context.ParseResult.GetValue(Stack) is { } stack ? Items(root => StackPreview.Phases(root, stack)) : []);
        command.Add(Stack);
        if (hasPhase)
        {
            command.Add(Phase);
        }
        Project.Require(command, terminal);
    }

    /// <summary>Name of a stack.</summary>
    public Argument<string?> Stack { get; } = new("stack")
    {
        Description = "Name of a stack: <name> of a file Pulumi.<name>.yaml.",
        HelpName = "stack",
    };

    /// <summary>Phase to fold up to. Defaults to the stack's own.</summary>
    public Option<string?> Phase { get; } = new("--phase")
    {
        Description = "Fold up to this phase instead of the stack's own.",
        HelpName = "PHASE",
    };

    /// <summary>Reads the stack that a valid command line names.</summary>
    public SelectedStack Select(ParseResult parsed) =>
        new(Project.Find(_terminal)!, parsed.GetRequiredValue(Stack)!, parsed.GetValue(Phase)) { Today = _terminal.Today };

    private void Validate(ArgumentResult result)
    {
        if (result.Tokens is not [{ Value: var stack }])
        {
            return;
        }
        if (stack.StartsWith('-') && result.Parent is CommandResult { Command.Options: var options })
        {
            result.AddError($"option '{stack}': unknown; {Listing.Of("option", [.. options.Select(option => option.Name)])}");
        }
        else if (Project.Find(_terminal) is { } root && !StackPreview.Exists(root, stack))
        {
            if (stack.Split('@') is [var name, var phase] && StackPreview.Exists(root, name)
                && result.Parent is CommandResult { Command.Options: var taken })
            {
                result.AddError(taken.Contains(Phase)
                    ? $"stack '{stack}': write {name} --phase {phase}"
                    : $"stack '{stack}': this command is about all phases; write {name}");
                return;
            }
            result.AddError($"stack '{stack}': not found; {Listing.Of("stack", StackPreview.Stacks(root))}");
        }
    }

    private IEnumerable<CompletionItem> Items(Func<string, IReadOnlyList<string>> names) =>
        Project.Find(_terminal) is { } root ? names(root).Select(name => new CompletionItem(name)) : [];
}
