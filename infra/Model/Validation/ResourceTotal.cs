namespace Infra.Model.Validation;

/// <summary>Resources of several pods together.</summary>
/// <param name="RequestCpu">Cores asked for.</param>
/// <param name="RequestMemory">Bytes asked for.</param>
/// <param name="LimitCpu">Most cores.</param>
/// <param name="LimitMemory">Most bytes.</param>
public sealed record ResourceTotal(decimal RequestCpu, decimal RequestMemory, decimal LimitCpu, decimal LimitMemory);
