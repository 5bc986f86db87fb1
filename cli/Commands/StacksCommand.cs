using System.CommandLine;
using System.Text;
using Infra.Cli.Output;
using Infra.Model;
using Infra.Model.Loading;
using Infra.Preview;
using Spectre.Console;

namespace Infra.Cli.Commands;

/// <summary>Command `stacks`: what can be previewed.</summary>
internal static class StacksCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new DocumentedCommand("stacks", "List the stacks, and the systems with their environments and phases.")
        {
            Examples = ["stacks", "stacks --json"],
        };
        var json = new Option<bool>("--json") { Description = "Write the stacks as JSON, each with the owner of its cluster." };
        command.Add(json);
        Project.Require(command, terminal);
        command.SetAction(parsed => parsed.GetValue(json) ? WriteJson(terminal) : Run(terminal));
        return command;
    }

    private static int Run(Terminal terminal)
    {
        var catalog = SystemCatalog.Read(Project.Find(terminal)!);
        foreach (var problem in catalog.Problems)
        {
            terminal.WriteProblem(problem.ToString());
        }
        var stacks = Screen.Table("stack", "system", "environment", "phase");
        foreach (var stack in catalog.Stacks)
        {
            string?[] cells = [stack.Name, stack.System, stack.Environment, stack.Phase];
            stacks.AddRow(cells.Select(cell => Screen.Cell(cell ?? "-")));
        }
        terminal.Write(stacks);
        foreach (var system in catalog.Systems)
        {
            terminal.Write("\n");
            terminal.Write(SystemTree(system));
        }
        return catalog.Problems.Count > 0 ? ExitCodes.Problems : ExitCodes.Ok;
    }

    private static int WriteJson(Terminal terminal)
    {
        var root = Project.Find(terminal)!;
        var catalog = SystemCatalog.Read(root);
        foreach (var problem in catalog.Problems)
        {
            terminal.WriteProblem(problem.ToString());
        }
        terminal.Write(Encoding.UTF8.GetString(StacksJson.Write(root, catalog.Stacks)));
        return catalog.Problems.Count > 0 ? ExitCodes.Problems : ExitCodes.Ok;
    }

    private static Tree SystemTree(SystemEntry system)
    {
        var tree = new Tree(Screen.Cell($"system {system.Name}", TextStyle.Heading));
        tree.AddNode(Screen.Cell($"environments: {string.Join(", ", system.Environments)}"));
        foreach (var phase in system.Phases.OrderBy(phase => phase.Order))
        {
            var node = tree.AddNode(Screen.Cell($"phase {phase.Name}: {phase.Title}"));
            foreach (var step in phase.Steps)
            {
                node.AddNode(Screen.Cell($"step {step.Name}: {step.Title}"));
            }
        }
        return tree;
    }
}
