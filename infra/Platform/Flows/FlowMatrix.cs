using Infra.Model;

namespace Infra.Platform.Flows;

/// <summary>
/// The flow matrix: every connection that the described system needs and that begins or ends in a namespace of the stack.
/// Derived from the model alone; there is no list kept by hand. What has no pods yet (<c>runsOn</c> nowhere or compose)
/// has no flows.
/// <para>
/// A connection between the namespaces of two stacks needs both: the one that opens it is described in its own stack, and
/// the one that takes it lets in the same app of the other environments in its cluster. The receiver cannot know how far
/// those are with their phases, so it lets in what they may have.
/// </para>
/// </summary>
public static class FlowMatrix
{
    /// <summary>The flows of a stack, in order of their ends.</summary>
    public static IReadOnlyList<Flow> Of(SystemSpec spec)
    {
        var scene = new FlowScene(spec);
        foreach (var space in scene.Own)
        {
            scene.Add(PlatformPods.All(space), PlatformPods.Dns, "names", new FlowPort(53), new FlowPort(53, Udp: true));
        }

        AppFlows.AddTo(scene);
        IngressFlows.AddTo(scene);
        DatabaseFlows.AddTo(scene);
        ObservabilityFlows.AddTo(scene);
        return scene.Flows.InOrder();
    }
}
