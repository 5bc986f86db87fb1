using Infra.Model;
using Infra.Parts;

namespace Infra.Apps;

/// <summary>The jobs that prepare databases as a part. Their connections are those of their apps.</summary>
public sealed class InitJobsPart : StackPart
{
    /// <inheritdoc/>
    public override string Name => "init-jobs";

    /// <inheritdoc/>
    public override string? WithoutMetrics(SystemSpec system) => "its pods are jobs; kube-state-metrics tells when each ended, and how";

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => PlannedInitJob.Of(system).Count > 0;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Secrets(SystemSpec system)
    {
        var names = new List<string>();
        foreach (var planned in PlannedInitJob.Of(system))
        {
            foreach (var variable in planned.Job.Env)
            {
                if (variable.Secret is { } secret)
                {
                    names.Add(secret);
                }
            }
        }

        return names;
    }
}
