namespace Infra.Model;

/// <summary>A limit on the requests of one client address.</summary>
public sealed record RateLimitSpec
{
    /// <summary>Requests a second, on average. Defaults to 100.</summary>
    [Range(1)]
    public int Average { get; init; } = 100;

    /// <summary>Requests at once. Defaults to 200.</summary>
    [Range(1)]
    public int Burst { get; init; } = 200;
}
