namespace Infra.Preview.Graph;

/// <summary>Identity of a plan: its stack, system, environment and phase.</summary>
/// <param name="Stack">The stack's name, as `prod`.</param>
/// <param name="System">The system's folder under `stacks/`, as `community`; empty for a stack that has none.</param>
/// <param name="Environment">The environment; empty for a stack that has none.</param>
/// <param name="Phase">The migration phase; null outside a migration.</param>
public sealed record PlanHeader(string Stack, string System, string Environment, string? Phase);
