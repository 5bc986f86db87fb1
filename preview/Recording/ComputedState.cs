namespace Infra.Preview.Recording;

/// <summary>Computed ID and outputs of a resource that replace stand-ins.</summary>
/// <param name="Id">The id; null keeps the stand-in.</param>
/// <param name="Outputs">The outputs by name; outputs not named keep their stand-ins.</param>
public sealed record ComputedState(string? Id, IReadOnlyDictionary<string, object> Outputs);
