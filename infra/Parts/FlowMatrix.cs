using Infra.Flows;
using Infra.Model;

namespace Infra.Parts;

/// <summary>
/// The flow matrix: every connection that the described system needs and that begins or ends in a namespace of the stack, as the
/// parts of the stack answer. An app without pods (<c>runsOn</c> nowhere or compose) has no flows.
/// <para>
/// A connection between the namespaces of two stacks needs both: the stack of the client describes the client, and the stack of the
/// server accepts the same app of the other environments in its cluster. The server's stack cannot know the phases of the others, so
/// it accepts every connection that any phase describes.
/// </para>
/// </summary>
public static class FlowMatrix
{
    /// <summary>The flows of a stack, in order of their ends.</summary>
    /// <param name="spec">The system, folded for the stack.</param>
    /// <param name="parts">All parts of the stack.</param>
    /// <param name="only">
    /// A namespace of a part, for the flows that begin or end in it. Null (default) for the flows of the described namespaces.
    /// </param>
    public static IReadOnlyList<Flow> Of(SystemSpec spec, IReadOnlyList<StackPart> parts, string? only = null)
    {
        var scene = new FlowScene(spec, only);
        foreach (var part in parts)
        {
            foreach (var endpoint in part.Metrics(scene))
            {
                if (!endpoint.OnNode)
                {
                    scene.Metrics.Add(endpoint);
                }
            }

            scene.NodeMetrics.AddRange(part.NodeRequests(spec).MetricsPorts);
        }

        foreach (var part in parts)
        {
            part.AddFlows(scene);
        }

        return scene.Flows.InOrder();
    }
}
