using Infra.Model;

namespace Infra.Migration;

/// <summary>At most a given percentage of the requests that Traefik passes to an environment or an app fail (5xx), over a window.</summary>
public sealed class ErrorRateCheck : RequestCheck
{
    /// <inheritdoc/>
    public override GateCheck Check => GateCheck.ErrorRate;

    /// <inheritdoc/>
    public override (decimal Most, string Unit)? Max => (100, "percent");

    /// <inheritdoc/>
    public override CheckQuestion Ask(GateScene scene, CriterionSpec criterion) => RequestMetrics.Of(scene, criterion).Ask(
        "the percentage of requests that fail (5xx)",
        static (selector, window) =>
            $"100 * (sum(increase(traefik_service_requests_total{{{selector},code=~\"5..\"}}[{window}])) or vector(0)) "
                + $"/ sum(increase(traefik_service_requests_total{{{selector}}}[{window}]))",
        "%");
}
