using Infra.Model;

namespace Infra.Compose;

/// <summary>Health check of a service, as Compose writes it.</summary>
/// <param name="Test">The command, with <c>CMD</c> or <c>CMD-SHELL</c> in front.</param>
/// <param name="Interval">Time between two checks.</param>
/// <param name="Timeout">Time limit of a check.</param>
/// <param name="Retries">Failures after which the container counts as unhealthy.</param>
/// <param name="StartPeriod">Time after the start in which failures do not count.</param>
public sealed record ComposeHealth(IReadOnlyList<string> Test, string Interval, string Timeout, int Retries, string StartPeriod)
{
    /// <summary>Seconds after which a container that never answers counts as unhealthy.</summary>
    public int LongestSeconds =>
        Duration.Parse(StartPeriod).Seconds + ((Retries + 1) * (Duration.Parse(Interval).Seconds + Duration.Parse(Timeout).Seconds));
}
