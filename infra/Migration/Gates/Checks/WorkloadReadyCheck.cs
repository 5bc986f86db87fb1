using Infra.Databases;
using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Migration;

/// <summary>All pods of an app, of both colours the live one, or all instances of a database server are ready.</summary>
public sealed class WorkloadReadyCheck : CriterionCheck
{
    /// <inheritdoc/>
    public override GateCheck Check => GateCheck.WorkloadReady;

    /// <inheritdoc/>
    public override SettingUse Target => SettingUse.Required;

    /// <inheritdoc/>
    public override CheckQuestion Ask(GateScene scene, CriterionSpec criterion)
    {
        if (scene.System.Databases.Server(criterion.Target!) is { } server)
        {
            var tools = DatabaseEngines.Of(server).GateTools;
            var @namespace = server.Namespace ?? scene.Namespace;
            return new(
                $"the instances of the database server {server.Name} in {@namespace}",
                "all ready",
                $"ready_{tools.Engine}",
                @namespace,
                server.Name)
            { Library = tools.Script };
        }

        if (scene.App(criterion.Target) is not { } app)
        {
            return new($"the pods of {criterion.Target}", "all ready", "ready_app", scene.Namespace, criterion.Target!, "deployment");
        }

        var (namespaceOfApp, function) = (scene.NamespaceOf(app), app.Kind == WorkloadKind.HelmChart ? "ready_chart" : "ready_app");
        var kind = app.Kind == WorkloadKind.StatefulSet ? "statefulset" : "deployment";
        return app.Kind == WorkloadKind.HelmChart
            ? new($"the workloads of the chart {app.Name} in {namespaceOfApp}", "all pods ready", function, namespaceOfApp, app.Name)
            : new(
                $"the pods of {app.Name} in {namespaceOfApp}{(HasSlots(app) ? ", of the slot that its service selects" : "")}",
                "all ready and of the described version",
                function,
                namespaceOfApp,
                scene.System.Releases(app.Name) ? Naming.CanaryName.PrimaryTrack(app.Name) : app.Name,
                kind,
                PublishedHosts.ServiceOf(app));
    }

    /// <inheritdoc/>
    public override void Resolve(ValidationContext context, GateScene scene, CriterionSpec criterion)
    {
        INamed[] known = [.. context.Spec.Apps, .. context.Spec.Databases.Servers()];
        context.Resolve(criterion, "target", "app or database server", criterion.Target!, known);
        if (ValidationContext.Find(known, criterion.Target!) is AppSpec { Kind: WorkloadKind.CronJob } app)
        {
            context.Error(criterion, "target", $"the app '{app.Name}' runs on a schedule and has no pods that stay", "name another app");
        }
    }

    private static bool HasSlots(AppSpec app) => app.BlueGreen.Mode == BlueGreenMode.Full;
}
