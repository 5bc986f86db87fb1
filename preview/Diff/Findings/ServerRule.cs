using Infra.Preview.Graph;

namespace Infra.Preview.Diff.Findings;

/// <summary>Servers that are replaced, deleted or switched off, what their disks hold, and whether etcd keeps its quorum.</summary>
internal static class ServerRule
{
    private const string LocalPath = "local-path";
    private const string NothingStays =
        "nothing stays that could take over: have backups of etcd and of the volumes elsewhere, and restore them once, before the run "
            + "(docs/runbooks/quorum-loss.md, docs/runbooks/restore-from-velero.md)";

    /// <summary>Finds them.</summary>
    public static IEnumerable<Finding> Of(StepIndex steps)
    {
        var changes = NodeChange.Of(steps);
        var gone = changes.Where(change => change.Kind > NodeChangeKind.SwitchedOff).Select(change => change.Node.Name).ToHashSet();
        var stays = PlannedNode.Of(steps.Diff.Old).Keys.Any(name => !gone.Contains(name));
        foreach (var change in changes)
        {
            switch (change.Kind)
            {
                case NodeChangeKind.Deleted or NodeChangeKind.Replaced:
                    yield return Gone(change, stays);
                    yield return Disk(change, steps.Diff.Old, stays);
                    break;
                case NodeChangeKind.SwitchedOff:
                    yield return Off(change);
                    break;
                case NodeChangeKind.Forgotten:
                    yield return new(
                        change.Node.IsServer ? FindingLevel.Danger : FindingLevel.Caution,
                        FindingTopic.Servers,
                        $"node {change.Node.Name} is no longer described: k3s goes on running on its host, and it stays in the cluster",
                        change.Step.Resource.Urn)
                    {
                        Advice = "drain and remove it as docs/runbooks/add-and-remove-a-node.md says",
                    };
                    break;
                default:
                    break;
            }
        }
        foreach (var finding in Quorum(changes, steps))
        {
            yield return finding;
        }
    }

    private static Finding Gone(NodeChange change, bool stays)
    {
        var forced = change.Step.Effective().Where(one => one.Effect == ChangeEffect.Replace).Select(one => one.Path).ToList();
        var why = change.Kind == NodeChangeKind.Replaced && forced.Count > 0 ? $" ({ResourceWords.List(forced)})" : "";
        return new(
            change.Node.IsServer ? FindingLevel.Danger : FindingLevel.Caution,
            FindingTopic.Servers,
            $"{ResourceWords.Of(change.Step.Old!)}, {Role(change.Node)}, {change.Step.Verb()}{why}",
            change.Step.Resource.Urn)
        {
            Advice = (stays, change.Kind) switch
            {
                (false, _) => "",
                (_, NodeChangeKind.Replaced) => "drain the node first (docs/runbooks/replace-a-server.md)",
                _ => "drain and remove the node first (docs/runbooks/add-and-remove-a-node.md)",
            },
        };
    }

    private static Finding Off(NodeChange change)
    {
        var inputs = NodeChange.OffInputs.Where(input => change.Step.Touches(input)).Select(input => Words(change.Step, input)).ToList();
        return new(
            FindingLevel.Caution,
            FindingTopic.Servers,
            $"{ResourceWords.Of(change.Step.Resource)}, {Role(change.Node)}, is switched off for some minutes "
                + $"({string.Join(", ", inputs)})",
            change.Step.Resource.Urn)
        {
            Advice = "drain the node first, as Hetzner switches it off without a shutdown (docs/runbooks/resize-a-server.md)",
        };
    }

    private static string Words(ResourceStep step, string input) =>
        step.Old.TextAt(input) is { } old && step.New.TextAt(input) is { } now ? $"{input} {old} -> {now}" : input;

    private static Finding Disk(NodeChange change, PlanGraph plan, bool stays)
    {
        var held = new List<string>();
        if (change.Node.IsServer)
        {
            held.Add("its copy of etcd");
        }
        var hasLocal = UsesLocalPath(plan);
        if (hasLocal)
        {
            held.Add("volumes of local-path, which have no other copy");
        }
        var holdsReplicas = HoldsReplicas(change.Node, plan);
        if (holdsReplicas && !HasOwnDisk(change.Node, plan))
        {
            held.Add("Longhorn's copies of volumes");
        }
        var isLast = PlannedNode.Of(plan).Values.Count(node => node.IsServer) <= (change.Node.IsServer ? 1 : 0);
        return new(
            hasLocal || isLast || change.Node.IsServer ? FindingLevel.Danger : FindingLevel.Caution,
            FindingTopic.Data,
            $"the disk of {ResourceWords.Name(change.Step.Old!)} goes with it"
                + (held.Count > 0 ? $": {string.Join(", ", held)}" : "; no planned volume is on it"),
            change.Step.Resource.Urn)
        {
            Advice = (stays, holdsReplicas) switch
            {
                (false, _) => NothingStays,
                (_, true) => "wait until Longhorn shows all volumes healthy without this node",
                _ => "",
            },
        };
    }

    /// <summary>Whether Longhorn keeps replicas on a node: on the labelled ones where some are, else on all.</summary>
    private static bool HoldsReplicas(PlannedNode node, PlanGraph plan)
    {
        if (!plan.Resources.Any(resource => resource.TextAt("chart") == "longhorn"))
        {
            return false;
        }
        var labelled = plan.Resources
            .Where(resource => resource.Type == "kubernetes:core/v1:NodePatch"
                && resource.At("metadata.labels")?.TextOf("node.longhorn.io/create-default-disk") == "true")
            .Select(resource => resource.TextAt("metadata.name")).ToList();
        return labelled.Count == 0 || labelled.Contains(node.Name);
    }

    private static bool HasOwnDisk(PlannedNode node, PlanGraph plan) => plan.Resources.Any(resource =>
        resource.Type == "hcloud:index/volumeAttachment:VolumeAttachment" && resource.DependsOn.Contains(node.Machine!.Urn));

    private static bool UsesLocalPath(PlanGraph plan)
    {
        var classes = plan.Resources
            .Where(resource => resource.Type == VolumeClass.Type && resource.TextAt("provisioner") == "rancher.io/local-path")
            .Select(resource => resource.TextAt("metadata.name") ?? "")
            .Append(LocalPath)
            .ToHashSet(StringComparer.Ordinal);
        return plan.Resources.Any(resource => VolumeClass.NameIn(resource) is { } name && classes.Contains(name));
    }

    /// <summary>
    /// Whether the servers that stay up are a majority of etcd's members. Changes at Hetzner run at once, because servers do not wait for
    /// each other; restarts of k3s run one after the other where the commands do.
    /// </summary>
    private static IEnumerable<Finding> Quorum(IReadOnlyList<NodeChange> changes, StepIndex steps)
    {
        var count = PlannedNode.Of(steps.Diff.Old).Values.Count(node => node.IsServer);
        var refused = Refused(steps);
        var refusedNames = refused.Select(change => change.Node.Name).ToHashSet(StringComparer.Ordinal);
        List<NodeChange> touched =
            [.. changes.Where(change => change.Node.IsServer && !refusedNames.Contains(change.Node.Name)), .. refused];
        var after = PlannedNode.Of(steps.Diff.New).Values.Count(node => node.IsServer);
        if (count > 0 && after != count && after > 0 && after % 2 == 0)
        {
            yield return new(
                FindingLevel.Caution,
                FindingTopic.Servers,
                $"the cluster has {after} servers after the run, {count} before: an even number survives no more failures than one less",
                null)
            {
                Advice = "keep one, three or five servers",
            };
        }
        if (touched.Count == 0)
        {
            yield break;
        }
        var atOnce = AtOnce(touched, steps.Diff.New);
        var needed = (count / 2) + 1;
        var names = ResourceWords.List([.. touched.Select(change => change.Node.Name)]);
        var isLeft = after > 0 || touched.Exists(change => change.Kind != NodeChangeKind.Deleted);
        var condition = refused.Count > 0 ? "once the protection ends, " : "";
        if (count == 1)
        {
            if (OnlyServer(touched[0], condition) is { } finding)
            {
                yield return finding;
            }
        }
        else if (count - atOnce < needed)
        {
            yield return new(
                count == 2 && touched.TrueForAll(change => change.Kind <= NodeChangeKind.SwitchedOff)
                    ? FindingLevel.Caution
                    : FindingLevel.Danger,
                FindingTopic.Quorum,
                $"{condition}etcd loses its quorum: {atOnce} of {count} servers ({names}) are "
                    + $"interrupted at once, and {needed} have to answer{(isLeft ? "" : "; no server is left")}",
                null)
            {
                Advice = isLeft
                    ? "change one server, run `pulumi up`, then the next; after a loss see docs/runbooks/quorum-loss.md"
                    : NothingStays,
            };
        }
        else if (refused.Count == 0)
        {
            yield return new(
                FindingLevel.Note,
                FindingTopic.Servers,
                $"etcd keeps its quorum: {(touched.Count == 1 ? "1" : $"{touched.Count}, one after the other,")} of {count} servers "
                    + $"{(touched.Count == 1 ? "is" : "are")} interrupted ({names})",
                null);
        }
    }

    /// <summary>Servers that would be replaced or deleted if they were not protected.</summary>
    private static List<NodeChange> Refused(StepIndex steps) =>
    [
        .. PlannedNode.Of(steps.Diff.Old).Values
            .Where(node => node.IsServer && node.Machine is { Protect: true })
            .Select(node => (Node: node, Step: steps.OfFormer(node.Machine!)))
            .Where(each => each.Step is { Kind: StepKind.Refuse })
            .Select(each => new NodeChange(
                each.Node, each.Step!.New is null ? NodeChangeKind.Deleted : NodeChangeKind.Replaced, each.Step)),
    ];

    private static Finding? OnlyServer(NodeChange change, string condition) => change.Kind switch
    {
        NodeChangeKind.Forgotten => null,
        NodeChangeKind.Deleted or NodeChangeKind.Replaced => new(
            FindingLevel.Danger,
            FindingTopic.Quorum,
            $"{change.Node.Name} is the only server: {condition}it is "
                + $"{(change.Kind == NodeChangeKind.Deleted ? "deleted" : "replaced")}, "
                + "and etcd with all that the cluster knows goes with it",
            change.Step.Resource.Urn)
        {
            Advice = NothingStays,
        },
        _ => new(
            FindingLevel.Caution,
            FindingTopic.Servers,
            $"{change.Node.Name} is the only server: the Kubernetes API does not answer until it is back",
            change.Step.Resource.Urn),
    };

    /// <summary>Number of servers that may be interrupted at the same time.</summary>
    private static int AtOnce(List<NodeChange> touched, PlanGraph plan)
    {
        var machines = touched.Count(change => change.Kind != NodeChangeKind.Restarted);
        var restarts = touched.Where(change => change.Kind == NodeChangeKind.Restarted).Select(change => change.Step.New!).ToList();
        var together = 0;
        for (var i = 0; i < restarts.Count; i++)
        {
            var others = restarts.Where((other, j) => j != i
                && !PlannedNode.Waits(other, restarts[i], plan) && !PlannedNode.Waits(restarts[i], other, plan));
            together = Math.Max(together, 1 + others.Count());
        }
        return machines + together;
    }

    private static string Role(PlannedNode node) => node.IsServer ? "a server of the control plane" : "an agent";
}
