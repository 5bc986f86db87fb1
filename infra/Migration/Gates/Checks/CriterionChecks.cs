using Infra.Model;

namespace Infra.Migration;

/// <summary>The list of the checks. Everything that is asked about a criterion is asked of its check here.</summary>
public static class CriterionChecks
{
    /// <summary>All checks.</summary>
    public static IReadOnlyList<CriterionCheck> All { get; } =
    [
        new BackupAgeCheck(),
        new CertificatesCheck(),
        new ConfirmedCheck(),
        new DataVerifiedCheck(),
        new ErrorRateCheck(),
        new FailoverCheck(),
        new HttpCheck(),
        new JobSucceededCheck(),
        new LatencyCheck(),
        new LogsArrivingCheck(),
        new NodesReadyCheck(),
        new OutboundCheckCheck(),
        new PolicyCleanCheck(),
        new RestoreTestedCheck(),
        new RollbackCheck(),
        new WorkloadReadyCheck(),
    ];

    /// <summary>The check of a name.</summary>
    /// <exception cref="InvalidOperationException">No check of the list has the name.</exception>
    public static CriterionCheck Of(GateCheck check)
    {
        foreach (var known in All)
        {
            if (known.Check == check)
            {
                return known;
            }
        }

        throw new InvalidOperationException($"no class executes the check {check}; add it to CriterionChecks.All");
    }
}
