using System.Collections.Immutable;
using Infra.Hosts;
using Infra.Model;
using Pulumi;

namespace Infra.Migration;

/// <summary>The gates of a run: those that must have passed before the chosen step. They are asked one after another.</summary>
public sealed class PlannedGates
{
    private readonly List<Resource> _passed = [];

    /// <summary>The resources that exist once the gates are passed.</summary>
    public IReadOnlyList<Resource> Passed => _passed;

    /// <summary>Evidence by <c>gate/criterion</c>.</summary>
    public Output<ImmutableDictionary<string, string>> Evidence { get; }

    /// <summary>Plans the gates.</summary>
    /// <param name="context">The stack's context, without the cluster's provider.</param>
    /// <param name="sources">Positions of the system's records.</param>
    /// <param name="progress">The place of the stack.</param>
    /// <param name="server">The server over which the cluster is asked.</param>
    /// <exception cref="RunException">
    /// A criterion that needs no command does not hold; the message lists all of them, and no resource was created.
    /// </exception>
    public PlannedGates(StackContext context, SourceMap sources, MigrationProgress progress, Output<SshHost> server)
    {
        var gates = GatePlan.Of(context.System, progress);
        var decisions = GateDecisions.Of(context.System, sources, progress, gates);
        if (decisions.Refusals.Count > 0)
        {
            throw new RunException(string.Join('\n', decisions.Refusals));
        }

        var evidence = new List<Output<ImmutableDictionary<string, string>>>
        {
            Output.Create(decisions.Evidence.ToImmutableDictionary(StringComparer.Ordinal)),
        };
        foreach (var gate in gates)
        {
            if (gate.HasCommand)
            {
                var asked = new Gate(
                    $"gate-{gate.Gate.Name}",
                    new() { Gate = gate, IsPassed = !gate.IsNew, Host = server, After = [.. _passed] },
                    context);
                _passed.Add(asked.Passed);
                evidence.Add(asked.Evidence);
            }
        }

        Evidence = Output.All(evidence).Apply(static parts =>
        {
            var all = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
            foreach (var part in parts)
            {
                foreach (var (key, line) in part)
                {
                    all[key] = line;
                }
            }

            return all.ToImmutable();
        });
    }
}
