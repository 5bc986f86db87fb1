using Infra.Preview.Graph;

namespace Infra.Preview.Diff.Findings;

/// <summary>Change of one node that interrupts it.</summary>
/// <param name="Node">Node as it was.</param>
/// <param name="Kind">Kind of the interruption.</param>
/// <param name="Step">Step that causes it.</param>
internal sealed record NodeChange(PlannedNode Node, NodeChangeKind Kind, ResourceStep Step)
{
    /// <summary>Inputs of a server whose change switches it off.</summary>
    public static readonly IReadOnlyList<string> OffInputs = ["serverType", "publicNets", "placementGroupId"];

    /// <summary>Parameters of the start whose change restarts k3s, with the words for it.</summary>
    private static readonly (string Variable, string Words)[] RestartParameters =
    [
        ("K3S_VERSION", "another version"), ("CONFIGURATION_DIGEST", "another configuration"),
        ("CERTIFICATE_GENERATION", "new certificates"), ("TOKEN_GENERATION", "another token"), ("HOST_ID", "another machine"),
    ];

    /// <summary>Version that k3s is upgraded to; null when it stays.</summary>
    public string? Upgrade => Kind == NodeChangeKind.Restarted && Step.Old is { } old && Step.New is { } now
        && NodeCommands.Exported(old, "K3S_VERSION") != NodeCommands.Exported(now, "K3S_VERSION")
            ? NodeCommands.Exported(now, "K3S_VERSION")
            : null;

    /// <summary>Reasons of a restart of k3s.</summary>
    public IReadOnlyList<string> Reasons => Kind == NodeChangeKind.Restarted ? Differing(Step) : [];

    /// <summary>Interruptions of the nodes that the former plan has, in the order of the plan; the gravest one of each node.</summary>
    public static IReadOnlyList<NodeChange> Of(StepIndex steps)
    {
        var changes = new List<NodeChange>();
        foreach (var node in PlannedNode.Of(steps.Diff.Old).Values)
        {
            if (Of(node, steps) is { } change)
            {
                changes.Add(change);
            }
        }
        return changes;
    }

    private static NodeChange? Of(PlannedNode node, StepIndex steps)
    {
        var start = StepOf(node.Start, steps);
        if (node.Machine is { } machine && StepOf(machine, steps) is { } step)
        {
            if (step.EndsFormer())
            {
                return new(node, step.Kind == StepKind.Delete ? NodeChangeKind.Deleted : NodeChangeKind.Replaced, step);
            }
            if (OffInputs.Any(input => step.Updates(input)))
            {
                return new(node, NodeChangeKind.SwitchedOff, step);
            }
        }
        return start switch
        {
            { Kind: StepKind.Delete } => new(node, NodeChangeKind.Forgotten, start),
            { Kind: StepKind.Update or StepKind.Replace } when Differing(start).Count > 0 => new(node, NodeChangeKind.Restarted, start),
            _ => null,
        };
    }

    private static ResourceStep? StepOf(PlanResource old, StepIndex steps) => steps.OfFormer(old);

    private static List<string> Differing(ResourceStep start) =>
    [
        .. RestartParameters
            .Where(parameter => NodeCommands.Exported(start.Old!, parameter.Variable) is { } old
                && NodeCommands.Exported(start.New!, parameter.Variable) is { } now && old != now)
            .Select(parameter => parameter.Words),
        .. start.Effective().Where(change => change.IsSecret && StepQuestions.Covers("triggers", change.Path)).Take(1)
            .Select(_ => "other registries or their passwords"),
    ];
}
