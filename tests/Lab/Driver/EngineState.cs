namespace Infra.Tests.Lab.Driver;

/// <summary>State of a stack after a run of the engine.</summary>
/// <param name="Commands">Digest of the inputs and the output of each command that succeeded.</param>
/// <param name="Founder">Inputs of the founder's resource, whose changes are ignored; null before the first plan.</param>
internal sealed record EngineState(
    Dictionary<string, (string Inputs, string Output)> Commands, IReadOnlyDictionary<string, object>? Founder);
