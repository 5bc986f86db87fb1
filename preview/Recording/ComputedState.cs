namespace Infra.Preview.Recording;

/// <summary>What a resource came to be, in place of stand-ins.</summary>
/// <param name="Id">Its id; null leaves the stand-in.</param>
/// <param name="Outputs">Its outputs by name; those not named stay stand-ins.</param>
public sealed record ComputedState(string? Id, IReadOnlyDictionary<string, object> Outputs);
