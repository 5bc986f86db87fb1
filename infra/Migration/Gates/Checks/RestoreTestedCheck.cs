using Infra.Model;
using Infra.Model.Validation;
using Infra.Naming;

namespace Infra.Migration;

/// <summary>The last run of a restore test succeeded, and is not older than twice the longest time between two.</summary>
public sealed class RestoreTestedCheck : CriterionCheck
{
    /// <inheritdoc/>
    public override GateCheck Check => GateCheck.RestoreTested;

    /// <inheritdoc/>
    public override SettingUse Target => SettingUse.Required;

    /// <inheritdoc/>
    public override CheckQuestion Ask(GateScene scene, CriterionSpec criterion)
    {
        var @namespace = (scene.System.Backup.Velero ?? new()).Namespace;
        var job = PhysicalName.CronJob(criterion.Target!);
        var hours = (long)MaxAge(scene.System, criterion.Target!).TotalHours;
        return new(
            $"the last success of the CronJob {job} in {@namespace}",
            $"its last run, and at most {Number(hours)} hours ago",
            @namespace,
            job,
            Number(hours));
    }

    /// <inheritdoc/>
    public override void Resolve(ValidationContext context, GateScene scene, CriterionSpec criterion) =>
        context.Resolve(criterion, "target", "restore test", criterion.Target!, context.Spec.Backup.RestoreTests);

    private static TimeSpan MaxAge(SystemSpec system, string name)
    {
        var week = TimeSpan.FromDays(7);
        foreach (var test in system.Backup.RestoreTests)
        {
            if (test.Name == name)
            {
                return 2 * test.Schedule.LongestGap();
            }
        }

        return 2 * week;
    }
}
