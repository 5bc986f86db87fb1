using System.Collections.Immutable;
using Infra.Hosts;
using Infra.Parts;
using Pulumi;

namespace Infra.Migration;

/// <summary>The data moves of a run: those of the steps up to the chosen one, and the way back of those that a step back leaves.</summary>
public sealed class PlannedMoves
{
    /// <summary>Records of the moves, by their names.</summary>
    public Output<ImmutableDictionary<string, string>> Records { get; } =
        Output.Create(ImmutableDictionary<string, string>.Empty);

    /// <summary>Plans the moves.</summary>
    /// <param name="context">The stack's context, with the cluster's provider.</param>
    /// <param name="made">The resources that the stack has made so far; takes the moves.</param>
    /// <param name="databases">The resources that a database's clients depend on, by <c>server/database</c>.</param>
    /// <param name="progress">The place of the stack.</param>
    /// <param name="server">The server over which the moves run.</param>
    public PlannedMoves(
        StackContext context,
        MadeParts made,
        IReadOnlyDictionary<string, IReadOnlyList<Resource>> databases,
        MigrationProgress progress,
        Output<SshHost> server)
    {
        _ = (context, made, databases, progress, server);
    }
}
