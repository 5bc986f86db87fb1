using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Migration;

/// <summary>
/// A rehearsal of a blue-green switch and its rollback, on a copy of the app's service: the copy selects the other slot, answers a request,
/// selects the live slot again and answers. The live service is not touched: visitors notice nothing, and no field changes its owner.
/// </summary>
public sealed class RollbackCheck : CriterionCheck
{
    /// <inheritdoc/>
    public override GateCheck Check => GateCheck.Rollback;

    /// <inheritdoc/>
    public override SettingUse Target => SettingUse.Required;

    /// <inheritdoc/>
    public override bool TakesPath => true;

    /// <inheritdoc/>
    public override TimeSpan Bound(CriterionSpec criterion) => TimeSpan.FromMinutes(4);

    /// <inheritdoc/>
    public override CheckQuestion Ask(GateScene scene, CriterionSpec criterion)
    {
        if (scene.App(criterion.Target) is not { Ports.Count: > 0 } app)
        {
            return new(
                $"a copy of service {criterion.Target} with the other slot, then with the live one",
                "2xx or 3xx from both",
                scene.Namespace,
                criterion.Target!,
                criterion.Target!,
                "80",
                criterion.Path ?? "/",
                "-");
        }

        var path = criterion.Path ?? app.BlueGreen.SmokeTest.Path;
        var service = PublishedHosts.ServiceOf(app);
        return new(
            $"GET {path} of a copy of service {service} in {scene.NamespaceOf(app)} that selects the other slot, then the live one",
            "2xx or 3xx from both",
            scene.NamespaceOf(app),
            service,
            app.Name,
            Number(app.Ports[0].Port),
            path,
            HttpCheck.HostOf(scene, app) ?? "-");
    }

    /// <inheritdoc/>
    public override void Resolve(ValidationContext context, GateScene scene, CriterionSpec criterion)
    {
        if (Targets.RequireListening(context, scene, criterion) is { } app
            && scene is { IsOwn: true, IsNext: true }
            && app.BlueGreen.Mode != BlueGreenMode.Full)
        {
            context.Error(
                criterion,
                "target",
                $"the app '{app.Name}' does not keep two versions side by side",
                "name an app with blueGreen.mode: full, or remove the criterion");
        }
    }
}
