namespace Infra.Model;

/// <summary>What a container asks for and may use at most.</summary>
[AtMost(nameof(RequestCpu), nameof(LimitCpu))]
[AtMost(nameof(RequestMemory), nameof(LimitMemory))]
public sealed record ResourcesSpec
{
    /// <summary>Cores requested. Defaults to <c>50m</c>.</summary>
    public Quantity RequestCpu { get; init; } = Quantity.Parse("50m");

    /// <summary>Memory requested. Defaults to <c>64Mi</c>.</summary>
    public Quantity RequestMemory { get; init; } = Quantity.Parse("64Mi");

    /// <summary>Most cores. Defaults to <c>500m</c>.</summary>
    public Quantity LimitCpu { get; init; } = Quantity.Parse("500m");

    /// <summary>Most memory; the container is killed beyond. Defaults to <c>256Mi</c>.</summary>
    public Quantity LimitMemory { get; init; } = Quantity.Parse("256Mi");
}
