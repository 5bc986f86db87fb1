using Pulumi;
using Remote = Pulumi.Command.Remote;

namespace Infra.Cluster;

/// <summary>
/// A step on a node as a remote command. The command itself is one line, because the provider prints it before the output of a command
/// that fails; the script is sent on standard input. The provider bounds only its connecting, so the script has a time limit of its own.
/// No command has a delete step, so that a missing host blocks nothing.
/// </summary>
public static class NodeCommand
{
    private static readonly string[] Inputs = ["connection", "create", "stdin"];

    /// <summary>Creates the command.</summary>
    /// <param name="name">Its logical name.</param>
    /// <param name="args">Its inputs.</param>
    /// <param name="parent">The component that creates it.</param>
    public static Remote.Command Create(string name, NodeCommandArgs args, ComponentResource parent)
    {
        var minutes = TimeSpan.FromMinutes(args.Minutes);
        var input = Output.Tuple(args.Host, args.Script).Apply(known =>
            NodeStep.Input(args.Step, known.Item1.Name, known.Item1.SshUser, LimitOf(minutes), known.Item2));
        var command = new Remote.CommandArgs
        {
            Connection = args.Host.Apply(host => host.Connection),
            Create = args.Script.Apply(script => NodeStep.Line(args.Step, script)),
            Stdin = args.Secrets is { } secrets
                ? Output.CreateSecret(Output.Tuple(input, secrets).Apply(parts => parts.Item1 + parts.Item2))
                : input,
            AddPreviousOutputInEnv = false,
        };
        if (args.Triggers.Count > 0)
        {
            command.Triggers = args.Triggers.ToArray();
        }

        var options = new CustomResourceOptions
        {
            Parent = parent,
            DependsOn = args.After.ToArray(),
            CustomTimeouts = new() { Create = minutes, Update = minutes },
        };
        if (args.IsMade)
        {
            options.IgnoreChanges.AddRange(Inputs);
        }

        if (args.SecretOutput)
        {
            command.Logging = Remote.Logging.None;
            options.AdditionalSecretOutputs.Add("stdout");
        }

        return new(name, command, options);
    }

    /// <summary>The time limit of a script whose resource may take a given time.</summary>
    public static TimeSpan LimitOf(TimeSpan resource) => resource - TimeSpan.FromMinutes(1);
}
