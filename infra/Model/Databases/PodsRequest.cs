namespace Infra.Model;

/// <summary>Pods of one kind and what each of them asks for.</summary>
/// <param name="Name">Name of the pods, in messages.</param>
/// <param name="Pods">Number of pods.</param>
/// <param name="Cpu">Processor request of each pod.</param>
/// <param name="Memory">Memory request of each pod.</param>
public sealed record PodsRequest(string Name, int Pods, Quantity Cpu, Quantity Memory);
