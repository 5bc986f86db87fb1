using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Migration;

/// <summary>The newest completed backup of a schedule of Velero is at most as many hours old.</summary>
public sealed class BackupAgeCheck : CriterionCheck
{
    /// <inheritdoc/>
    public override GateCheck Check => GateCheck.BackupAge;

    /// <inheritdoc/>
    public override SettingUse Target => SettingUse.Required;

    /// <inheritdoc/>
    public override (decimal Most, string Unit)? Max => (24 * 366, "hours");

    /// <inheritdoc/>
    public override CheckQuestion Ask(GateScene scene, CriterionSpec criterion)
    {
        var @namespace = (scene.System.Backup.Velero ?? new()).Namespace;
        return new(
            $"the newest completed backup of the schedule {criterion.Target} in {@namespace}",
            $"at most {Number(criterion.Max!.Value)} hours old",
            @namespace,
            criterion.Target!,
            Number(criterion.Max.Value));
    }

    /// <inheritdoc/>
    public override void Resolve(ValidationContext context, GateScene scene, CriterionSpec criterion) => context.Resolve(
        criterion, "target", "backup schedule", criterion.Target!, context.Spec.Backup.Velero?.Schedules ?? []);
}
