namespace Infra.Databases;

/// <summary>
/// An engine's part of the script of gates: <c>ready_ENGINE NAMESPACE SERVER</c> asks whether all instances are ready, and
/// <c>failover_ENGINE NAMESPACE SERVER MAX RETURN</c> rehearses the loss of the primary, both in seconds.
/// </summary>
/// <param name="Engine">The engine's word in the names of the functions.</param>
/// <param name="Script">File with the functions, as <see cref="Cluster.NodeStep"/> names it.</param>
/// <param name="FailsOver">Whether another instance takes over from a lost primary.</param>
public sealed record GateTools(string Engine, string Script, bool FailsOver);
