namespace Infra.Model.Loading;

/// <summary>A stack with a config file.</summary>
/// <param name="Name">The stack.</param>
/// <param name="System">Its system; null when its file does not say.</param>
/// <param name="Environment">Its environment; null when its file does not say.</param>
/// <param name="Phase">Its phase, if any.</param>
public sealed record StackEntry(string Name, string? System, string? Environment, string? Phase);
