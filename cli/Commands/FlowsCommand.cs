using System.Text;
using Infra.Cli.Output;
using Infra.Flows;
using Infra.Model;
using Infra.Model.Loading;
using Infra.Preview;

namespace Infra.Cli.Commands;

/// <summary>`flows`: who talks to whom.</summary>
internal static class FlowsCommand
{
    private const string Indent = "  ";

    /// <summary>What it takes.</summary>
    public static readonly CommandForm Form = new()
    {
        Name = "flows",
        Summary = "Shows which connections a stack's network policies allow.",
        Details = "Under each that opens connections: who takes them, the ports the receiver listens on, and what it is\n" +
            "for. `*` is every pod of a namespace. Everything else is refused, in and out; what a pod's own node\n" +
            "asks (the kubelet's probes) always gets through.",
        Argument = "stack",
        Options = [new("--phase", "PHASE", "Folds up to this phase instead of the stack's own.")],
        Examples = ["flows prod", "flows prod --phase 2-stage"],
    };

    /// <summary>Runs it.</summary>
    public static int Run(CommandLine line, Terminal terminal)
    {
        var root = Project.Root(terminal);
        var stack = Project.Stack(root, line.Argument!);
        var phase = line.ValueOf("--phase");
        if (Project.Tell(StackPreview.Check(root, stack, phase), terminal) || StackLoad.Load(root, stack, phase).Result.Spec is not { } spec)
        {
            Project.CheckPhase(root, stack, phase);
            terminal.WriteProblem("there are no flows to show");
            return ExitCodes.Problems;
        }
        terminal.Write(Text(spec, StackParts.Flows(spec), new(terminal.Colored)));
        return ExitCodes.Ok;
    }

    private static string Text(SystemSpec spec, IReadOnlyList<Flow> flows, Paint paint)
    {
        var text = new StringBuilder(PlanSummary.Head(new(spec.Stack.Name, spec.Stack.System, spec.Stack.Environment, spec.Stack.Phase)));
        text.Append(Project.Count(flows.Count, "flow")).Append("; all else is refused in:\n");
        List<string> refusing = [], open = [];
        foreach (var space in spec.OwnNamespaces())
        {
            (space.DefaultDeny ? refusing : open).Add(space.Name);
        }
        Columns.AddWrapped(text, Indent, refusing);
        if (open.Count > 0)
        {
            text.Append("nothing is refused in:\n");
            Columns.AddWrapped(text, Indent, open);
        }
        AddTable(text, flows, paint);
        return text.ToString();
    }

    /// <summary>Flows in one order of their ends: a heading for each that opens connections, the receivers below it.</summary>
    private static void AddTable(StringBuilder text, IReadOnlyList<Flow> flows, Paint paint)
    {
        int to = 0, ports = 0;
        foreach (var flow in flows)
        {
            to = Math.Max(to, flow.To.Text.Length);
            ports = Math.Max(ports, flow.PortsText().Length);
        }
        var from = "";
        foreach (var flow in flows)
        {
            if (flow.From.Text != from)
            {
                from = flow.From.Text;
                text.Append('\n').Append(paint.Group(from)).Append('\n');
            }
            text.Append(Indent).Append(flow.To.Text.PadRight(to)).Append(Indent).Append(flow.PortsText().PadRight(ports)).Append(Indent);
            AddWords(text, flow.Reason, to + ports + (3 * Indent.Length));
            text.Append('\n');
        }
    }

    /// <summary>Words in lines that fit, all beginning at one column.</summary>
    private static void AddWords(StringBuilder text, string words, int start)
    {
        var column = start;
        foreach (var word in words.Split(' '))
        {
            if (column > start && column + 1 + word.Length > Columns.Width)
            {
                text.Append('\n').Append(' ', start);
                column = start;
            }
            else if (column > start)
            {
                text.Append(' ');
                column++;
            }
            text.Append(word);
            column += word.Length;
        }
    }
}
