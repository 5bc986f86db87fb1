using System.Globalization;
using Infra.Databases;
using Infra.Model;

namespace Infra.Compose;

/// <summary>
/// Health checks of Compose services, made of the probes of an app. Docker runs a check as a command in the container: an HTTP check needs
/// curl or wget in the image, and a check of a TCP port needs grep. A status of 200 to 399 is healthy, as for Kubernetes; a redirection is
/// not followed, which may lead to another machine.
/// </summary>
public static class HealthChecks
{
    /// <summary>
    /// Shortest time after the start in which failures do not count: <c>docker compose up --wait</c> fails at the first unhealthy
    /// container, where Kubernetes only sends no requests to a pod that is not ready.
    /// </summary>
    private const int ShortestStart = 60;

    /// <summary>
    /// Judgement of the first answer that wget writes. All kinds of wget follow a redirection, and that of BusyBox cannot be told not
    /// to; it ends with its next line, which nobody reads any more.
    /// </summary>
    private const string FirstStatus =
        "while read -r first code rest; do case $first in HTTP/*) echo \"$first $code $rest\"; "
            + "case $code in [23]*) exit 0;; *) exit 1;; esac;; esac; done; exit 1";

    /// <summary>The probe that a service's check is made of; null for none.</summary>
    /// <param name="planned">The service.</param>
    public static ProbeSpec? ProbeOf(PlannedService planned) =>
        planned.Compose.Health ?? planned.App?.ReadinessProbe ?? planned.App?.LivenessProbe;

    /// <summary>The check of a service; null for that of its image.</summary>
    /// <param name="planned">The service.</param>
    public static ComposeHealth? Of(PlannedService planned)
    {
        if (ProbeOf(planned) is not { } probe || TestOf(planned, probe) is not { } test)
        {
            return null;
        }

        return new(
            test,
            ComposeUnits.Time(probe.Period),
            ComposeUnits.Time(probe.Timeout),
            probe.FailureThreshold,
            ComposeUnits.Seconds(Math.Max(ShortestStart, probe.InitialDelay.Seconds + StartOf(planned.App?.StartupProbe))));
    }

    /// <summary>The port that a probe checks; null where the service has none of that name, or none at all.</summary>
    /// <param name="planned">The service.</param>
    /// <param name="probe">The probe.</param>
    public static int? PortOf(PlannedService planned, ProbeSpec probe)
    {
        if (planned.Server is { } server)
        {
            return DatabaseEngines.Of(server).Port;
        }

        foreach (var port in planned.App?.Ports ?? [])
        {
            if (probe.Port is null || port.Name == probe.Port)
            {
                return port.Port;
            }
        }

        return null;
    }

    private static IReadOnlyList<string>? TestOf(PlannedService planned, ProbeSpec probe)
    {
        if (probe.Command.Count > 0)
        {
            return ["CMD", .. probe.Command];
        }

        return PortOf(planned, probe) switch
        {
            null => null,
            { } port when probe.Path is null => Listens(port),
            { } port => ["CMD-SHELL", Request(probe, port)],
        };
    }

    // A listening socket (state 0A) of any address, of which /proc has the port in hexadecimal digits.
    private static IReadOnlyList<string> Listens(int port) =>
        ["CMD", "grep", "-qE", $":{port.ToString("X4", CultureInfo.InvariantCulture)} 0+:0000 0A", "/proc/net/tcp", "/proc/net/tcp6"];

    private static string Request(ProbeSpec probe, int port)
    {
        var url = Quoted($"http://127.0.0.1:{Text(port)}{probe.Path}");
        var headers = new List<string>();
        if (probe.Host is { } host)
        {
            headers.Add($"Host: {host}");
        }

        headers.AddRange(probe.Headers.Select(static header => $"{header.Key}: {header.Value}"));
        var seconds = Text(Math.Max(1, probe.Timeout.Seconds));
        var curl = string.Concat(headers.Select(static header => $" -H {Quoted(header)}"));
        var wget = string.Concat(headers.Select(static header => $" --header {Quoted(header)}"));
        return $"if command -v curl > /dev/null; then curl -fsS -o /dev/null -m {seconds}{curl} {url}; "
            + $"else wget -S -O /dev/null -T {seconds}{wget} {url} 2>&1 | {{ {FirstStatus}; }}; fi";
    }

    private static int StartOf(ProbeSpec? startup) =>
        startup is null ? 0 : startup.InitialDelay.Seconds + (startup.Period.Seconds * startup.FailureThreshold);

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
