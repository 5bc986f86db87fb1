using Infra.Model;

namespace Infra.Migration;

/// <summary>95 of 100 requests that Traefik passes to an environment or an app are answered in a given time, over a window.</summary>
public sealed class LatencyCheck : RequestCheck
{
    /// <inheritdoc/>
    public override GateCheck Check => GateCheck.Latency;

    /// <inheritdoc/>
    public override (decimal Most, string Unit)? Max => (60_000, "milliseconds");

    /// <inheritdoc/>
    public override CheckQuestion Ask(GateScene scene, CriterionSpec criterion) => RequestMetrics.Of(scene, criterion).Ask(
        "the time in which 95 of 100 requests are answered, as Traefik's histogram tells it",
        static (selector, window) =>
            "1000 * histogram_quantile(0.95, sum by (le) "
                + $"(increase(traefik_service_request_duration_seconds_bucket{{{selector},protocol!=\"websocket\"}}[{window}])))",
        "ms");
}
