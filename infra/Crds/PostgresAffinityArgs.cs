using Pulumi;

namespace Infra.Crds;

/// <summary>Where instances run.</summary>
public sealed class PostgresAffinityArgs : ResourceArgs
{
    /// <summary>Keeps instances apart.</summary>
    [Input("enablePodAntiAffinity")]
    public Input<bool>? EnablePodAntiAffinity { get; set; }

    /// <summary>Apart by this label of nodes.</summary>
    [Input("topologyKey")]
    public Input<string>? TopologyKey { get; set; }

    /// <summary><c>required</c> or <c>preferred</c>.</summary>
    [Input("podAntiAffinityType")]
    public Input<string>? PodAntiAffinityType { get; set; }

    [Input("nodeSelector")]
    private InputMap<string>? _nodeSelector;

    /// <summary>Labels of the nodes.</summary>
    public InputMap<string> NodeSelector
    {
        get => _nodeSelector ??= [];
        set => _nodeSelector = value;
    }
}
