using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Migration;

/// <summary>A criterion on the requests that Traefik passes to an environment or an app, over a window.</summary>
public abstract class RequestCheck : CriterionCheck
{
    /// <inheritdoc/>
    public override SettingUse Target => SettingUse.Optional;

    /// <inheritdoc/>
    public override bool TakesFor => true;

    /// <inheritdoc/>
    public override void Resolve(ValidationContext context, GateScene scene, CriterionSpec criterion) =>
        RequestMetrics.Resolve(context, scene, criterion);
}
