using Infra.Databases;
using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Migration;

/// <summary>
/// A rehearsal: the pod that accepts the writes of a database server is deleted, and the time until a write succeeds again is measured.
/// Only where all instances are ready and in step with each other; it ends when they are so again.
/// </summary>
public sealed class FailoverCheck : CriterionCheck
{
    /// <summary>Seconds in which the deleted instance must have come back.</summary>
    private const int ReturnSeconds = 600;

    /// <inheritdoc/>
    public override GateCheck Check => GateCheck.Failover;

    /// <inheritdoc/>
    public override bool Disturbs => true;

    /// <inheritdoc/>
    public override SettingUse Target => SettingUse.Required;

    /// <inheritdoc/>
    public override (decimal Most, string Unit)? Max => (600, "seconds");

    /// <inheritdoc/>
    public override TimeSpan Bound(CriterionSpec criterion) =>
        TimeSpan.FromSeconds((double)(criterion.Max ?? 0) + ReturnSeconds) + TimeSpan.FromMinutes(3);

    /// <inheritdoc/>
    public override CheckQuestion Ask(GateScene scene, CriterionSpec criterion)
    {
        var max = Number(criterion.Max!.Value);
        if (scene.System.Databases.Server(criterion.Target!) is not { } server)
        {
            return new($"writes to {criterion.Target} after its primary is deleted", $"again within {max} seconds", "failover_unknown");
        }

        var tools = DatabaseEngines.Of(server).GateTools;
        var @namespace = server.Namespace ?? scene.Namespace;
        return new(
            $"writes to {server.Name} in {@namespace} after the pod of its primary is deleted",
            $"again within {max} seconds, and all instances back within {Number(ReturnSeconds)} seconds",
            $"failover_{tools.Engine}",
            @namespace,
            server.Name,
            max,
            Number(ReturnSeconds))
        { Library = tools.Script };
    }

    /// <inheritdoc/>
    public override void Resolve(ValidationContext context, GateScene scene, CriterionSpec criterion)
    {
        IReadOnlyList<IDatabaseServerSpec> servers = [.. context.Spec.Databases.Servers()];
        context.Resolve(criterion, "target", "database server", criterion.Target!, servers);
        if (ValidationContext.Find(servers, criterion.Target!) is IDatabaseServerSpec server
            && (!DatabaseEngines.Of(server).GateTools.FailsOver || (scene is { IsOwn: true, IsNext: true } && server.Instances < 2)))
        {
            context.Error(
                criterion,
                "target",
                $"the database server '{server.Name}' has no second instance that could take over",
                "name a server with several instances, or remove the criterion");
        }
    }
}
