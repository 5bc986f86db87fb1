using Infra.Model;

namespace Infra.Migration;

/// <summary>All nodes of the cluster are Ready now.</summary>
public sealed class NodesReadyCheck : CriterionCheck
{
    /// <inheritdoc/>
    public override GateCheck Check => GateCheck.NodesReady;

    /// <inheritdoc/>
    public override CheckQuestion Ask(GateScene scene, CriterionSpec criterion) => new("the condition Ready of every node", "all True");
}
