using Infra.Cli.Output;
using Infra.Preview;

namespace Infra.Cli.Commands;

/// <summary>The project the command was started in, and the stack it was asked for.</summary>
internal static class Project
{
    /// <summary>The folder of the nearest `Pulumi.yaml`, from the working directory upwards.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static string Root(Terminal terminal) => ProjectRoot.Above(terminal.WorkingDirectory)
        ?? throw new UsageException("no Pulumi.yaml in " + terminal.WorkingDirectory + " or above it; change into the project");

    /// <summary>The stack a command names.</summary>
    /// <exception cref="UsageException">It does not exist; the message lists those that do.</exception>
    public static string Stack(string root, string name)
    {
        if (StackPreview.Exists(root, name))
        {
            return name;
        }
        var stacks = StackPreview.Stacks(root);
        throw new UsageException("there is no stack \"" + name + "\"; " + (stacks.Count == 0 ? "there is none at all: a stack is a file Pulumi.<name>.yaml" : "the stacks are " + string.Join(", ", stacks)));
    }

    /// <summary>Looks, once there are problems, whether the phase that the command names is one of them.</summary>
    /// <exception cref="UsageException">The stack's system has no such phase; the message lists those it has.</exception>
    public static void CheckPhase(string root, string stack, string? phase)
    {
        if (phase is null)
        {
            return;
        }
        var phases = StackPreview.Phases(root, stack);
        if (!phases.Contains(phase, StringComparer.Ordinal))
        {
            throw new UsageException("there is no phase \"" + phase + "\"; " + (phases.Count == 0 ? "the system has none" : "the phases are " + string.Join(", ", phases)));
        }
    }

    /// <summary>Tells problems and warnings; whether there were problems.</summary>
    public static bool Tell(StackOutcome outcome, Terminal terminal)
    {
        foreach (var problem in outcome.Problems)
        {
            terminal.WriteProblem(problem);
        }
        foreach (var warning in outcome.Warnings)
        {
            terminal.WriteProblem(warning);
        }
        return outcome.Problems.Count > 0;
    }

    /// <summary>"1 problem", "2 problems".</summary>
    public static string Count(int number, string noun) => number + " " + noun + (number == 1 ? "" : "s");
}
