namespace Infra.Model;

/// <summary>Requests and limits of a container.</summary>
[AtMost(nameof(RequestCpu), nameof(LimitCpu))]
[AtMost(nameof(RequestMemory), nameof(LimitMemory))]
public sealed record ResourcesSpec
{
    /// <summary>CPU request. Defaults to <c>50m</c>.</summary>
    [Cpu]
    public Quantity RequestCpu { get; init; } = Quantity.Parse("50m");

    /// <summary>Memory request. Defaults to <c>64Mi</c>.</summary>
    [Memory]
    public Quantity RequestMemory { get; init; } = Quantity.Parse("64Mi");

    /// <summary>CPU limit. Defaults to <c>500m</c>.</summary>
    [Cpu]
    [Positive]
    public Quantity LimitCpu { get; init; } = Quantity.Parse("500m");

    /// <summary>Memory limit; a container that exceeds it is killed. Defaults to <c>256Mi</c>.</summary>
    [Memory]
    [Positive]
    public Quantity LimitMemory { get; init; } = Quantity.Parse("256Mi");

    /// <summary>Requests and limits as quantities of Kubernetes.</summary>
    internal static ResourcesSpec Of(string requestCpu, string requestMemory, string limitCpu, string limitMemory) => new()
    {
        RequestCpu = Quantity.Parse(requestCpu),
        RequestMemory = Quantity.Parse(requestMemory),
        LimitCpu = Quantity.Parse(limitCpu),
        LimitMemory = Quantity.Parse(limitMemory),
    };
}
