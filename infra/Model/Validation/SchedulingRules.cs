using System.Globalization;
using Infra.Model.Capacity;

namespace Infra.Model.Validation;

/// <summary>
/// Checks that the pods of all stacks of a cluster have room on its nodes, also with one node lost. The figures are those of
/// <see cref="CapacityReport"/>. Nodes whose resources are not known are not checked.
/// </summary>
public static class SchedulingRules
{
    private const decimal Gib = 1073741824m;

    /// <summary>Terms of a sum that a message lists; the others are one term.</summary>
    private const int MostTerms = 8;

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        if (context.Spec.Cluster.Nodes.Any(node => !NodeCapacity.IsKnown(context.Spec.Cluster, node)))
        {
            return;
        }

        var worst = CheckPods(context, "the pods", CapacityReport.Of([context.Spec], context.RequestsOf), warns: true);
        if (worst == ProblemLevel.Error || context.Neighbours.Count == 0)
        {
            return;
        }

        var report = CapacityReport.Of(context.OnCluster(), context.RequestsOf);
        CheckPods(
            context,
            $"the pods of the stacks that share the cluster ({string.Join(", ", report.Stacks)})",
            report,
            warns: worst is null);
    }

    /// <summary>Reports what has no room. Returns the level of the worst problem; null for none.</summary>
    private static ProblemLevel? CheckPods(ValidationContext context, string who, CapacityReport report, bool warns)
    {
        if (FirstShortage(who, report, report.All) is { } shortage)
        {
            context.Error(
                context.Spec.Cluster, "nodes", shortage, "lower replicas or requests, choose larger servers or add a node");
            return ProblemLevel.Error;
        }

        if (Waiting(report.All) is { } waiting)
        {
            var level = report.All.WaitingForRoom.Any(pods => !FitsAlone(pods.Request, report)) ? ProblemLevel.Error : ProblemLevel.Warning;
            Action<object, string?, string, string> tell = level == ProblemLevel.Error ? context.Error : context.Warn;
            tell(
                context.Spec.Cluster,
                "nodes",
                $"{waiting}, though all nodes together have",
                "lower its requests or those of others, choose larger servers or add a node");
            return level;
        }

        if (warns && report is { WithoutOne: { } without, Lost: { } lost }
            && (FirstShortage(who, report, without) ?? Waiting(without)) is { } left)
        {
            context.Warn(
                context.Spec.Cluster,
                "nodes",
                $"without {lost.Name} {left}",
                "some pods wait until it is back: lower replicas or requests, choose larger servers or add a node");
            return ProblemLevel.Warning;
        }

        return null;
    }

    /// <summary>Whether some node has room for a pod beside those that each node has.</summary>
    private static bool FitsAlone(PodsRequest request, CapacityReport report) => request.Divisible || report.All.Nodes.Any(node =>
    {
        var room = NodeCapacity.Allocatable(node);
        foreach (var other in report.Requests)
        {
            room -= other.OnEveryNode && other.MayRunOn(node) ? other.Each : default;
        }

        return request.MayRunOn(node) && request.Each.FitsIn(room);
    });

    /// <summary>The pods that wait for room; null when there are none.</summary>
    private static string? Waiting(ClusterCapacity capacity)
    {
        var words = new List<string>();
        foreach (var waiting in capacity.WaitingForRoom)
        {
            var each = waiting.Request.Each;
            words.Add($"{waiting.Pods} of {waiting.Request.PodsOn(capacity.Nodes)} {waiting.Request.Name} "
                + $"({Gibs(each.Memory)}, {Cores(each.Cpu)}{(waiting.Request.Divisible ? " together" : "")})");
        }

        return words.Count == 0 ? null : $"no node has room for {string.Join(", ", words)}";
    }

    /// <summary>
    /// Describes the memory or processor time that nodes lack for the pods that can run on no others, of the smallest set of nodes that
    /// lacks some; null when each set has enough.
    /// </summary>
    private static string? FirstShortage(string who, CapacityReport report, ClusterCapacity capacity)
    {
        var sets = report.Requests
            .Where(static request => !request.OnEveryNode)
            .Select(request => report.All.Nodes.Where(request.MayRunOn).ToList())
            .Where(static nodes => nodes.Count > 0)
            .DistinctBy(NamesOf)
            .OrderBy(static nodes => nodes.Count);
        foreach (var nodes in sets)
        {
            PodsRequest[] confined = [.. report.Requests.Where(other => IsConfined(other, nodes, report.All.Nodes))];
            if (Shortage(who, nodes.FindAll(capacity.Nodes.Contains), confined) is { } shortage)
            {
                return shortage;
            }
        }

        return null;
    }

    /// <summary>Whether pods can run on no other nodes than these; of pods that every node has, those of these nodes count.</summary>
    private static bool IsConfined(PodsRequest request, List<NodeSpec> nodes, IReadOnlyList<NodeSpec> all) =>
        request.OnEveryNode
            ? nodes.Exists(request.MayRunOn)
            : all.Any(request.MayRunOn) && all.All(node => !request.MayRunOn(node) || nodes.Contains(node));

    /// <summary>Describes the memory or processor time that the nodes lack for the pods; null when the pods fit.</summary>
    private static string? Shortage(string who, List<NodeSpec> nodes, PodsRequest[] requests)
    {
        var (asked, offered) = (default(Amount), default(Amount));
        foreach (var node in nodes)
        {
            offered += NodeCapacity.Allocatable(node);
        }

        foreach (var request in requests)
        {
            asked += request.PodsOn(nodes) * request.Each;
        }

        return asked.Memory > offered.Memory
            ? Wording(who, "of memory", Gibs(asked.Memory), Gibs(offered.Memory), nodes, requests, static each => each.Memory, Gibs)
            : asked.Cpu > offered.Cpu
            ? Wording(who, "of processor time", Cores(asked.Cpu), Cores(offered.Cpu), nodes, requests, static each => each.Cpu, Cores)
            : null;
    }

    /// <summary>The sum with its largest terms, those that cost most first, and the others together.</summary>
    private static string Wording(
        string who,
        string what,
        string asked,
        string offered,
        List<NodeSpec> nodes,
        PodsRequest[] requests,
        Func<Amount, decimal> part,
        Func<decimal, string> written)
    {
        PodsRequest[] costliest =
        [
            .. requests.Where(request => request.PodsOn(nodes) * part(request.Each) > 0)
                .OrderByDescending(request => request.PodsOn(nodes) * part(request.Each)),
        ];
        var terms = new List<string>();
        foreach (var request in costliest.Take(MostTerms))
        {
            var pods = request.PodsOn(nodes);
            terms.Add($"{request.Name}{(pods > 1 ? $" {pods} x " : " ")}{written(part(request.Each))}");
        }

        if (costliest.Length > MostTerms)
        {
            var others = costliest.Skip(MostTerms).Sum(request => request.PodsOn(nodes) * part(request.Each));
            terms.Add($"{costliest.Length - MostTerms} others {written(others)}");
        }

        var offer = nodes.Count == 0
            ? "no node is left for them"
            : $"{NamesOf(nodes)} {(nodes.Count == 1 ? "offers" : "offer")} {offered}";
        return $"{who} ask for {asked} {what}, and {offer}: {string.Join(" + ", terms)}";
    }

    private static string Gibs(decimal bytes) => bytes < Gib
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / Gib * 1024:0}Mi")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / Gib:0.#}Gi");

    private static string Cores(decimal cores) => string.Create(CultureInfo.InvariantCulture, $"{cores:0.##} cores");

    private static string NamesOf(List<NodeSpec> nodes) => string.Join(" + ", nodes.Select(static node => node.Name));
}
