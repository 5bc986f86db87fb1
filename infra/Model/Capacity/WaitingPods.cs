namespace Infra.Model.Capacity;

/// <summary>Pods for which no node has room.</summary>
/// <param name="Request">The pods' request.</param>
/// <param name="Pods">Number of those that wait.</param>
/// <param name="ForANode">Whether they wait for a node of their own, of which there are too few, and not for room.</param>
public sealed record WaitingPods(PodsRequest Request, int Pods, bool ForANode);
