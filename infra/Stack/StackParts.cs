using Infra.Apps;
using Infra.Cluster;
using Infra.Compose;
using Infra.Databases;
using Infra.Flows;
using Infra.Migration;
using Infra.Model;
using Infra.Model.Capacity;
using Infra.Model.Validation;
using Infra.Parts;
using Infra.Platform;

namespace Infra;

/// <summary>All parts of a stack, in one list, for everything that needs the answers of all of them.</summary>
public static class StackParts
{
    /// <summary>
    /// The parts: the cluster, those of the platform, the database engines, dumps and init jobs, the apps, Docker Compose, the migration.
    /// </summary>
    public static IReadOnlyList<StackPart> All { get; } =
    [
        new ClusterPart(),
        .. PlatformParts.All,
        .. DatabaseEngines.All,
        new DumpsPart(),
        new InitJobsPart(),
        new AppsPart(),
        new ComposePart(),
        new MigrationPart(),
    ];

    /// <summary>The rules of all parts, and those between their answers.</summary>
    public static IReadOnlyList<Action<ValidationContext>> Rules { get; } =
    [
        .. All.Select(part => (Action<ValidationContext>)part.Check),
        static context => PartNamespaces.Check(context, All),
        static context => KubernetesVersions.Check(context, All),
    ];

    /// <summary>Answers of the parts for the validation.</summary>
    public static PartAnswers Answers { get; } = new(Rules, PodRequests);

    /// <summary>Requests of the pods that a stack has on its cluster, of all parts that it makes.</summary>
    /// <param name="spec">The system, folded for the stack.</param>
    public static IReadOnlyList<PodsRequest> PodRequests(SystemSpec spec)
    {
        var requests = new List<PodsRequest>();
        foreach (var part in All)
        {
            if (part.IsIn(spec))
            {
                requests.AddRange(part.PodRequests(spec));
            }
        }

        return requests;
    }

    /// <summary>The steps from the cluster's present state to the described one that are refused, all of them.</summary>
    /// <param name="spec">The system, folded for the stack.</param>
    /// <param name="sources">Positions of its records.</param>
    /// <param name="inForce">The state of the cluster.</param>
    public static IReadOnlyList<Problem> Refusals(SystemSpec spec, SourceMap sources, InForce inForce)
    {
        var context = new ValidationContext(spec, sources, KnownEnvironments.Of());
        foreach (var part in All)
        {
            part.CheckInForce(context, inForce);
        }

        return context.Problems.Sorted();
    }

    /// <summary>The flow matrix of a stack.</summary>
    /// <param name="spec">The system, folded for the stack.</param>
    public static IReadOnlyList<Flow> Flows(SystemSpec spec) => FlowMatrix.Of(spec, All);
}
