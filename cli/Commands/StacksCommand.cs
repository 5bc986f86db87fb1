using System.Text;
using Infra.Cli.Output;
using Infra.Model;
using Infra.Model.Loading;

namespace Infra.Cli.Commands;

/// <summary>`stacks`: what can be previewed.</summary>
internal static class StacksCommand
{
    /// <summary>What it takes.</summary>
    public static readonly CommandForm Form = new()
    {
        Name = "stacks",
        Summary = "Lists the stacks, and the systems with their environments and phases.",
        Examples = ["stacks"],
    };

    /// <summary>Runs it.</summary>
    public static int Run(Terminal terminal)
    {
        var catalog = SystemCatalog.Read(Project.Root(terminal));
        foreach (var problem in catalog.Problems)
        {
            terminal.WriteProblem(problem.ToString());
        }
        var paint = new Paint(terminal.Colored);
        var text = new StringBuilder(paint.Group("stacks")).Append('\n');
        var width = 0;
        foreach (var stack in catalog.Stacks)
        {
            width = Math.Max(width, stack.Name.Length);
        }
        foreach (var stack in catalog.Stacks)
        {
            text.Append("  ").Append(stack.Name.PadRight(width)).Append("  system ").Append(stack.System ?? "unknown").Append(", environment ").Append(stack.Environment ?? "unknown");
            text.Append(stack.Phase is { } phase ? ", phase " + phase : "").Append('\n');
        }
        foreach (var system in catalog.Systems)
        {
            text.Append('\n').Append(paint.Group("system " + system.Name)).Append("\n  environments ").Append(string.Join(", ", system.Environments)).Append('\n');
            AddPhases(text, system.Phases);
        }
        terminal.Write(text.ToString());
        return catalog.Problems.Count > 0 ? ExitCodes.Problems : ExitCodes.Ok;
    }

    private static void AddPhases(StringBuilder text, IReadOnlyList<PhaseSpec> phases)
    {
        var inOrder = new List<PhaseSpec>(phases);
        inOrder.Sort(static (a, b) => a.Order.CompareTo(b.Order));
        foreach (var phase in inOrder)
        {
            text.Append("  phase ").Append(phase.Name).Append(": ").Append(phase.Title).Append('\n');
            foreach (var step in phase.Steps)
            {
                text.Append("    step ").Append(step.Name).Append(": ").Append(step.Title).Append('\n');
            }
        }
    }
}
