using Infra.Apps;
using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Migration;

/// <summary>The newest outbound check of a shadow copy succeeded.</summary>
public sealed class OutboundCheckCheck : CriterionCheck
{
    /// <inheritdoc/>
    public override GateCheck Check => GateCheck.Outbound;

    /// <inheritdoc/>
    public override SettingUse Target => SettingUse.Required;

    /// <inheritdoc/>
    public override CheckQuestion Ask(GateScene scene, CriterionSpec criterion)
    {
        var (name, @namespace) = scene.App(criterion.Target) is { } app
            ? (OutboundCheck.PodName(app), scene.NamespaceOf(app))
            : (criterion.Target!, scene.Namespace);
        return new(
            $"the newest outbound check of {criterion.Target} in {@namespace}",
            "succeeded",
            @namespace,
            JobSucceededCheck.Selector(scene, name));
    }

    /// <summary>Requires an app that is or was a shadow copy: the step after the gate may move it whole.</summary>
    /// <inheritdoc/>
    public override void Resolve(ValidationContext context, GateScene scene, CriterionSpec criterion)
    {
        if (Targets.Resolve(context, criterion) is { Shadow: null } app)
        {
            context.Error(
                criterion, "target", $"the app '{app.Name}' has no shadow copy, and so no outbound check", "name an app with shadow");
        }
    }
}
