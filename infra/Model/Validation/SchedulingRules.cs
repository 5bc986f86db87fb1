using System.Globalization;
using System.Text;

namespace Infra.Model.Validation;

/// <summary>
/// Checks that the requests of the described pods fit the nodes that may run them, also with one node lost. Requests of operators,
/// sidecars and the platform's own parts are not counted. Processor and memory of existing hosts are unknown.
/// </summary>
public static class SchedulingRules
{
    private const decimal Gib = 1073741824m;

    /// <summary>Fewest nodes of which one may be lost: with fewer, the cluster is lost with it.</summary>
    private const int NodesToLoseOne = 3;

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var cluster = context.Spec.Cluster;
        if (cluster.Provider != ClusterProvider.Hetzner)
        {
            return;
        }

        foreach (var node in cluster.Nodes)
        {
            if (HetznerServerType.Find(node.ServerType) is null)
            {
                return;
            }
        }

        var worst = CheckWorkloads(context, "the pods", Workloads(context.Spec, cluster, ""), warns: true);
        if (worst == ProblemLevel.Error || context.Neighbours.Count == 0)
        {
            return;
        }

        var (all, names) = (new List<Workload>(), new List<string>());
        foreach (var system in context.OnCluster())
        {
            names.Add(system.Stack.Name);
            all.AddRange(Workloads(system, cluster, $"{system.Stack.Name}/"));
        }

        CheckWorkloads(
            context, $"the pods of the stacks that share the cluster ({string.Join(", ", names)})", all, warns: worst is null);
    }

    /// <summary>Checks each set of nodes that a workload is confined to. Returns the level of the worst problem.</summary>
    private static ProblemLevel? CheckWorkloads(ValidationContext context, string who, List<Workload> workloads, bool warns)
    {
        var checkedSets = new HashSet<string>(StringComparer.Ordinal);
        ProblemLevel? worst = null;
        foreach (var workload in workloads)
        {
            if (workload.Nodes.Count > 0 && checkedSets.Add(NamesOf(workload.Nodes)))
            {
                var found = CheckNodes(context, who, workload.Nodes, workloads, warns);
                worst = found == ProblemLevel.Error ? found : worst ?? found;
            }
        }

        return worst;
    }

    /// <summary>The workloads of a stack on the nodes of its cluster, with the given text in front of their names.</summary>
    private static List<Workload> Workloads(SystemSpec spec, ClusterSpec cluster, string prefix)
    {
        var workloads = new List<Workload>();
        foreach (var app in ValidationContext.AppsOf(spec))
        {
            // A chart's requests are in its values.
            if (app.Kind != WorkloadKind.HelmChart)
            {
                var each = app.Resources;
                var name = $"{prefix}{app.Name}";
                workloads.Add(
                    Of(cluster, name, AppPods.Fewest(app), each.RequestCpu, each.RequestMemory, app.NodeLabels, apart: false));
            }
        }

        foreach (var server in DatabasePlacement.Made(spec, spec.Databases.Servers()))
        {
            workloads.Add(
                Of(
                    cluster,
                    $"{prefix}{server.Name}",
                    server.Instances,
                    server.Resources.RequestCpu,
                    server.Resources.RequestMemory,
                    server.NodeLabels,
                    server.SpreadRequired,
                    server.OnControlPlane));
            foreach (var pods in server.Companions)
            {
                workloads.Add(Of(cluster, $"{prefix}{pods.Name}", pods.Pods, pods.Cpu, pods.Memory, Anywhere, apart: false));
            }
        }

        return workloads;
    }

    private static Dictionary<string, string> Anywhere { get; } = [];

    private static Workload Of(
        ClusterSpec cluster,
        string name,
        int pods,
        Quantity cpu,
        Quantity memory,
        IReadOnlyDictionary<string, string> labels,
        bool apart,
        bool controlPlane = false) =>
        new(name, pods, cpu.Value, memory.Value, [.. cluster.NodesFor(labels, controlPlane)], apart);

    /// <summary>
    /// Reports an error when the workloads confined to these nodes ask for more than the nodes offer, and a warning when losing the largest
    /// node would make that so. Returns the level of the problem; null for none.
    /// </summary>
    private static ProblemLevel? CheckNodes(
        ValidationContext context, string who, List<NodeSpec> nodes, List<Workload> workloads, bool warns)
    {
        var confined = new List<Workload>();
        var members = new HashSet<NodeSpec>(nodes, ReferenceEqualityComparer.Instance);
        foreach (var workload in workloads)
        {
            if (workload.Nodes.Count > 0 && workload.Nodes.TrueForAll(members.Contains))
            {
                confined.Add(workload);
            }
        }

        if (Shortage(who, nodes, confined) is { } shortage)
        {
            context.Error(
                context.Spec.Cluster,
                "nodes",
                shortage,
                "lower replicas or requests, choose larger servers or add a node; what operators and the platform ask for comes on top");
            return ProblemLevel.Error;
        }

        if (warns
            && context.Spec.Cluster.Nodes.Count >= NodesToLoseOne
            && Largest(nodes) is { } lost
            && Shortage(who, nodes.FindAll(node => !ReferenceEquals(node, lost)), confined) is { } left)
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

    private static NodeSpec? Largest(List<NodeSpec> nodes)
    {
        NodeSpec? largest = null;
        foreach (var node in nodes)
        {
            if (largest is null || NodeCapacity.AllocatableMemory(node) > NodeCapacity.AllocatableMemory(largest))
            {
                largest = node;
            }
        }

        return largest;
    }

    /// <summary>Describes the memory or processor time that the nodes lack for the workloads; null when the workloads fit.</summary>
    private static string? Shortage(string who, List<NodeSpec> nodes, List<Workload> workloads)
    {
        decimal cpu = 0, memory = 0, cpuOffered = 0, memoryOffered = 0;
        foreach (var node in nodes)
        {
            cpuOffered += NodeCapacity.AllocatableCpu(node);
            memoryOffered += NodeCapacity.AllocatableMemory(node);
        }

        foreach (var workload in workloads)
        {
            var pods = PodsOn(nodes, workload);
            cpu += pods * workload.Cpu;
            memory += pods * workload.Memory;
        }

        return memory > memoryOffered
            ? Wording(who, "of memory", Gibs(memory), Gibs(memoryOffered), nodes, workloads, static workload => workload.Memory, Gibs)
            : cpu > cpuOffered
            ? Wording(who, "of processor time", Cores(cpu), Cores(cpuOffered), nodes, workloads, static workload => workload.Cpu, Cores)
            : null;
    }

    /// <summary>A pod that must be apart from the others has no place besides one a node, whatever room there is.</summary>
    private static int PodsOn(List<NodeSpec> nodes, Workload workload) =>
        workload.Apart ? Math.Min(workload.Pods, nodes.Count) : workload.Pods;

    /// <summary>The sum with its terms, those that cost most first.</summary>
    private static string Wording(
        string who,
        string what,
        string asked,
        string offered,
        List<NodeSpec> nodes,
        List<Workload> workloads,
        Func<Workload, decimal> each,
        Func<decimal, string> written)
    {
        var costliest = new List<Workload>(workloads);
        costliest.Sort((left, right) => (PodsOn(nodes, right) * each(right)).CompareTo(PodsOn(nodes, left) * each(left)));
        var terms = new StringBuilder();
        foreach (var workload in costliest)
        {
            var pods = PodsOn(nodes, workload);
            if (pods > 0)
            {
                terms.Append(terms.Length == 0 ? "" : " + ")
                    .Append(workload.Name)
                    .Append(pods > 1 ? $" {pods} x " : " ")
                    .Append(written(each(workload)));
            }
        }

        var offer = nodes.Count == 0
            ? "no node is left for them"
            : $"{NamesOf(nodes)} {(nodes.Count == 1 ? "offers" : "offer")} {offered}";
        return $"{who} ask for {asked} {what}, and {offer}: {terms}";
    }

    private static string Gibs(decimal bytes) => bytes < Gib
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / Gib * 1024:0}Mi")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / Gib:0.#}Gi");

    private static string Cores(decimal cores) => string.Create(CultureInfo.InvariantCulture, $"{cores:0.##} cores");

    private static string NamesOf(List<NodeSpec> nodes)
    {
        var names = new StringBuilder();
        foreach (var node in nodes)
        {
            names.Append(names.Length == 0 ? "" : " + ").Append(node.Name);
        }

        return names.ToString();
    }

    private sealed record Workload(string Name, int Pods, decimal Cpu, decimal Memory, List<NodeSpec> Nodes, bool Apart);
}
