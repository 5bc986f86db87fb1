using Infra.Model;
using Infra.Model.Validation;
using Infra.Naming;

namespace Infra.Migration;

/// <summary>
/// The newest run of an app's init job succeeded. Jobs of former versions stay, and the next step may change the job: so it is found by its
/// label and not by the digest in its name.
/// </summary>
public sealed class JobSucceededCheck : CriterionCheck
{
    /// <inheritdoc/>
    public override GateCheck Check => GateCheck.JobSucceeded;

    /// <inheritdoc/>
    public override SettingUse Target => SettingUse.Required;

    /// <inheritdoc/>
    public override CheckQuestion Ask(GateScene scene, CriterionSpec criterion)
    {
        var @namespace = NamespaceOf(scene, criterion.Target!);
        return new(
            $"the newest run of the job {criterion.Target} of {scene.Environment} in {@namespace}",
            "succeeded",
            @namespace,
            Selector(scene, criterion.Target!));
    }

    /// <summary>Selector of the jobs of a name that an environment's stack made.</summary>
    /// <param name="scene">The environment.</param>
    /// <param name="name">Value of the name label.</param>
    internal static string Selector(GateScene scene, string name) =>
        $"{Labels.Name}={Labels.Value(name)},{Labels.Environment}={Labels.Value(scene.Environment)}";

    /// <inheritdoc/>
    public override void Resolve(ValidationContext context, GateScene scene, CriterionSpec criterion) => context.Resolve(
        criterion, "target", "init job", criterion.Target!, [.. context.Spec.Apps.SelectMany(static app => app.InitJobs)]);

    private static string NamespaceOf(GateScene scene, string name)
    {
        foreach (var app in scene.System.Apps)
        {
            foreach (var job in app.InitJobs)
            {
                if (job.Name == name)
                {
                    return job.Namespace ?? scene.NamespaceOf(app);
                }
            }
        }

        return scene.Namespace;
    }
}
