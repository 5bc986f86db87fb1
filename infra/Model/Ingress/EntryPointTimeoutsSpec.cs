namespace Infra.Model;

/// <summary>Time limits of an entry point of Traefik. A limit of <c>0s</c> is none.</summary>
public sealed record EntryPointTimeoutsSpec
{
    /// <summary>
    /// Time in which a client must send a whole request, its body included; 1 s to 24 h. Defaults to 10 m (chosen here; Traefik: 60 s,
    /// which cuts an upload of photos over a slow line): enough for 100 MB at 1.4 Mbit/s. Traefik has no limit for the headers alone, so a
    /// client that sends nothing keeps its connection for this time: no limit would let a few such clients use up the connections
    /// (slowloris).
    /// </summary>
    [DurationRange("1s", "24h")]
    public Duration Read { get; init; } = Duration.Parse("10m");

    /// <summary>
    /// Time in which a response must be sent, from the end of the request's headers; at most 24 h. Defaults to <c>0s</c>, which is no limit
    /// (Traefik): a limit would cut long downloads.
    /// </summary>
    [DurationRange("0s", "24h")]
    public Duration Write { get; init; } = Duration.Parse("0s");

    /// <summary>Time for which an idle connection is kept for the next request; 1 s to 1 h. Defaults to 3 m (Traefik).</summary>
    [DurationRange("1s", "1h")]
    public Duration Idle { get; init; } = Duration.Parse("3m");
}
