namespace Infra.Tests.Lab.Driver;

/// <summary>What a stack knows from its last run.</summary>
/// <param name="Commands">Digest of the inputs and the output of each command that succeeded.</param>
/// <param name="Passwords">The generated passwords.</param>
/// <param name="Founder">The founder's keepers, whose changes are ignored.</param>
internal sealed record EngineState(Dictionary<string, (string Inputs, string Output)> Commands, Dictionary<string, string> Passwords, IReadOnlyDictionary<string, object>? Founder);
