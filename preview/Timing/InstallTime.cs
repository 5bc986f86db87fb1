using Infra.Preview.Graph;

namespace Infra.Preview.Timing;

/// <summary>
/// Modelled time of a first installation: the longest path through the planned graph when independent resources are created in parallel, as
/// the engine does. Work that continues in the cluster afterwards is not counted.
/// </summary>
/// <param name="Seconds">Length of the longest path.</param>
/// <param name="SerialSeconds">Length if all steps ran one after the other.</param>
/// <param name="Sessions">Total number of SSH sessions.</param>
/// <param name="SerialSessions">Number of SSH sessions on the longest path: its unavoidable round trips.</param>
/// <param name="Path">The sessions of the longest path, in order.</param>
public sealed record InstallTime(double Seconds, double SerialSeconds, int Sessions, int SerialSessions, IReadOnlyList<string> Path)
{
    private const string Command = "command:remote:Command";

    /// <summary>Computes the time for a plan.</summary>
    /// <param name="plan">The planned stack.</param>
    /// <param name="durations">Durations of the parts.</param>
    public static InstallTime Of(PlanGraph plan, StepSeconds durations)
    {
        var ends = new Dictionary<string, (double At, PlanResource? Before)>(StringComparer.Ordinal);
        double serial = 0;
        var sessions = 0;
        PlanResource? last = null;
        foreach (var resource in plan.Resources)
        {
            if (resource.Urn.Contains(":infra:platform:", StringComparison.Ordinal) || IsLater(resource))
            {
                continue;
            }

            serial += Takes(resource, durations);
            if (resource.Type == Command)
            {
                sessions++;
                if (last is null || End(resource).At > End(last).At)
                {
                    last = resource;
                }
            }
        }

        var path = new List<string>();
        for (var step = last; step is not null; step = End(step).Before)
        {
            if (step.Type == Command)
            {
                path.Insert(0, step.Name);
            }
        }

        return new(last is null ? 0 : End(last).At, serial, sessions, path.Count, path);

        (double At, PlanResource? Before) End(PlanResource resource)
        {
            if (ends.TryGetValue(resource.Urn, out var known))
            {
                return known;
            }

            (double At, PlanResource? Before) latest = (0, null);
            foreach (var urn in resource.DependsOn)
            {
                var before = plan.Find(urn)!;
                if (IsLater(before))
                {
                    continue;
                }

                var at = End(before).At;
                if (at > latest.At)
                {
                    latest = (at, before);
                }
            }

            return ends[resource.Urn] = (latest.At + Takes(resource, durations), latest.Before);
        }
    }

    /// <summary>Whether a resource is of a gate or a data move: a first installation has neither.</summary>
    private static bool IsLater(PlanResource resource) => resource.Urn.Contains("::infra:migration:", StringComparison.Ordinal);

    private static double Takes(PlanResource resource, StepSeconds durations) => resource.Type switch
    {
        Command => durations.Session + Step(resource.Name, durations),
        "hcloud:index/server:Server" => durations.Server,
        _ when resource.Type.StartsWith("hcloud:", StringComparison.Ordinal) => durations.Order,
        _ => 0,
    };

    private static double Step(string name, StepSeconds durations) => name[(name.LastIndexOf('-') + 1)..] switch
    {
        "prepare" => durations.Prepare,
        "artifacts" => durations.Artifacts,
        "start" => durations.Start,
        _ => durations.Other,
    };
}
