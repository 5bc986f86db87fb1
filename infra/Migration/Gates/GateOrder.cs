using Pulumi;

namespace Infra.Migration;

/// <summary>
/// The order of a run around its gates: every resource that is registered after them depends on them, so that nothing of a step comes
/// before its gate, in the program and in the graph.
/// </summary>
public sealed class GateOrder
{
    /// <summary>
    /// The resources that exist once the gates are passed. Empty (default) before they are planned, and where there are none.
    /// </summary>
    public IReadOnlyList<Resource> Passed { get; set; } = [];

    /// <summary>Options of the stack with this order in front of their own transformations.</summary>
    /// <param name="options">The options; null for none.</param>
    public StackOptions Over(StackOptions? options)
    {
        var ordered = options ?? new();
        ordered.ResourceTransformations.Insert(0, Order);
        return ordered;
    }

    private ResourceTransformationResult? Order(ResourceTransformationArgs args)
    {
        if (Passed.Count == 0)
        {
            return null;
        }

        args.Options.DependsOn.AddRange(Passed.ToArray());
        return new(args.Args, args.Options);
    }
}
