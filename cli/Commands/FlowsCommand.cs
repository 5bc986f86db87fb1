using System.CommandLine;
using Infra.Cli.Output;
using Infra.Flows;
using Infra.Model;
using Spectre.Console;

namespace Infra.Cli.Commands;

/// <summary>Command `flows`: the connections that the network policies of a stack allow.</summary>
internal static class FlowsCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new DocumentedCommand("flows", "Show the connections that the network policies of a stack allow.")
        {
            Details = "One line per connection: who opens it, who accepts it, the ports of the receiver, the reason. `*`\n" +
                "is every pod of a namespace. All other traffic is denied, in and out; probes from a pod's own node\n" +
                "always pass.",
            Examples = ["flows prod", "flows prod --phase 2-stage"],
        };
        var request = new StackRequest(command, terminal);
        command.SetAction(parsed => Run(request.Select(parsed), terminal));
        return command;
    }

    private static int Run(SelectedStack stack, Terminal terminal)
    {
        var outcome = stack.Check();
        var exitCode = stack.Report(outcome, terminal);
        if (exitCode != ExitCodes.Ok || outcome.System is not { } spec)
        {
            terminal.WriteProblem($"{stack.Name}: no flows; correct what is reported above");
            return exitCode == ExitCodes.Ok ? ExitCodes.Problems : exitCode;
        }
        Write(spec, StackParts.Flows(spec), terminal);
        return ExitCodes.Ok;
    }

    private static void Write(SystemSpec spec, IReadOnlyList<Flow> flows, Terminal terminal)
    {
        var text = terminal.Text;
        PlanView.WriteHeader(new(spec.Stack.Name, spec.Stack.System, spec.Stack.Environment, spec.Stack.Phase), text);
        var namespaces = spec.OwnNamespaces().ToLookup(@namespace => @namespace.DefaultDeny, @namespace => @namespace.Name);
        text.WriteLine($"{Listing.Count(flows.Count, "flow")}; all other traffic is denied in: {string.Join(", ", namespaces[true])}");
        if (namespaces.Contains(false))
        {
            text.WriteLine($"nothing is denied in: {string.Join(", ", namespaces[false])}");
        }
        text.WriteLine("");
        var table = Screen.Table("from", "to", "ports", "reason");
        foreach (var flow in flows)
        {
            table.AddRow(Screen.Cell(flow.From.Text), Screen.Cell(flow.To.Text), Screen.Cell(flow.PortsText()), Screen.Cell(flow.Reason));
        }
        terminal.Write(table);
    }
}
