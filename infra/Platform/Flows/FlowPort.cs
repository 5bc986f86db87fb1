namespace Infra.Platform.Flows;

/// <summary>A port that a flow goes to: the one the receiver listens on, behind every service.</summary>
/// <param name="Number">The port.</param>
/// <param name="Udp">UDP rather than TCP.</param>
public sealed record FlowPort(int Number, bool Udp = false)
{
    /// <summary>The protocol as Kubernetes names it.</summary>
    public string Protocol => Udp ? "UDP" : "TCP";

    /// <summary>The port as people read it: the number, with the protocol unless it is TCP.</summary>
    public override string ToString() => Udp ? $"{Number}/udp" : $"{Number}";
}
