using System.Collections.Immutable;
using Infra.Hosts;
using Pulumi;

namespace Infra.Migration;

/// <summary>The gates of a run: those that must have passed before the chosen step.</summary>
public sealed class PlannedGates
{
    /// <summary>The resources that exist once the gates are passed.</summary>
    public IReadOnlyList<Resource> Passed { get; } = [];

    /// <summary>Evidence by <c>gate/criterion</c>.</summary>
    public Output<ImmutableDictionary<string, string>> Evidence { get; } =
        Output.Create(ImmutableDictionary<string, string>.Empty);

    /// <summary>Plans the gates.</summary>
    /// <param name="context">The stack's context, without the cluster's provider.</param>
    /// <param name="progress">The place of the stack.</param>
    /// <param name="server">The server over which the cluster is asked.</param>
    public PlannedGates(StackContext context, MigrationProgress progress, Output<SshHost> server)
    {
        _ = (context, progress, server);
    }
}
