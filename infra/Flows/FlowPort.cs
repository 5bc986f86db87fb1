namespace Infra.Flows;

/// <summary>A destination port of a flow: the one that the pod listens on, behind every service.</summary>
/// <param name="Number">The port.</param>
/// <param name="Udp">Whether the protocol is UDP rather than TCP.</param>
public sealed record FlowPort(int Number, bool Udp = false)
{
    /// <summary>The name of the protocol in Kubernetes.</summary>
    public string Protocol => Udp ? "UDP" : "TCP";

    /// <summary>The port as shown to an operator: the number, with the protocol unless it is TCP.</summary>
    public override string ToString() => Udp ? $"{Number}/udp" : $"{Number}";
}
