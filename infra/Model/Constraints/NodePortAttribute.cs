namespace Infra.Model;

/// <summary>A port that Kubernetes opens on every node.</summary>
public sealed class NodePortAttribute() : RangeAttribute("a node port", FirstPort, LastPort)
{
    /// <summary>The lowest node port.</summary>
    public const int FirstPort = 30000;

    /// <summary>The highest node port.</summary>
    public const int LastPort = 32767;
}
