using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Migration;

/// <summary>A data move copied, verified and cut over its data, by the record that it left in the cluster.</summary>
public sealed class DataVerifiedCheck : CriterionCheck
{
    /// <inheritdoc/>
    public override GateCheck Check => GateCheck.DataVerified;

    /// <inheritdoc/>
    public override SettingUse Target => SettingUse.Required;

    /// <inheritdoc/>
    public override CheckQuestion Ask(GateScene scene, CriterionSpec criterion)
    {
        // The cluster's owner has the record under its own name; a neighbour under that of its stack, which is its environment's as a rule.
        var stack = scene.IsOwn ? scene.System.Stack.Name
            : scene.System.Stack.ClusterOwner is { } owner && scene.System.Cluster.From == scene.Environment ? owner : scene.Environment;
        var record = $"infra-move-{stack}-{criterion.Target}";
        return new($"the record of the data move: ConfigMap {record} in kube-system", "state moved, with evidence", record);
    }

    /// <inheritdoc/>
    public override void Resolve(ValidationContext context, GateScene scene, CriterionSpec criterion) =>
        context.Resolve(criterion, "target", "data move", criterion.Target!, context.Spec.Migration.DataMoves);
}
