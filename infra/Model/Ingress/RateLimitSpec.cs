namespace Infra.Model;

/// <summary>A limit on the requests of one client address.</summary>
public sealed record RateLimitSpec
{
    /// <summary>Average number of requests per second. Defaults to 100.</summary>
    [Range(1)]
    public int Average { get; init; } = 100;

    /// <summary>Number of requests allowed at once in a burst. Defaults to 200.</summary>
    [Range(1)]
    public int Burst { get; init; } = 200;
}
