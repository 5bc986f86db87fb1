namespace Infra.Model;

/// <summary>A health check.</summary>
[AtMostOneOf(nameof(Path), nameof(Command))]
[OnlyWith(nameof(Host), nameof(Path))]
[OnlyWith(nameof(Headers), nameof(Path))]
[UniqueHeaders(nameof(Headers))]
public sealed record ProbeSpec
{
    /// <summary>Path of an HTTP check; null to only open a TCP connection, unless <see cref="Command"/> is set.</summary>
    [UrlPath]
    public string? Path { get; init; }

    /// <summary>Name of the app's port to check. Defaults to its first port.</summary>
    [PortName]
    public string? Port { get; init; }

    /// <summary>Host header of an HTTP check; null (default) for the pod's address.</summary>
    [HostAddress]
    public string? Host { get; init; }

    /// <summary>Further headers of an HTTP check, such as <c>X-Forwarded-Proto</c>. Defaults to none.</summary>
    [HttpHeaders]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Command to run in place of a network check; exit code 0 is a success.</summary>
    [FreeText]
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Interval between checks. Defaults to 10 seconds.</summary>
    [DurationRange("1s", "1h")]
    public Duration Period { get; init; } = Duration.Parse("10s");

    /// <summary>Time limit of a check. Defaults to 5 seconds.</summary>
    [DurationRange("1s", "1h")]
    public Duration Timeout { get; init; } = Duration.Parse("5s");

    /// <summary>Delay before the first check. Defaults to none.</summary>
    [DurationRange("0s", "1h")]
    public Duration InitialDelay { get; init; } = Duration.Parse("0s");

    /// <summary>Number of consecutive failures after which the check counts as failed. Defaults to 3.</summary>
    [Range(1, 10000)]
    public int FailureThreshold { get; init; } = 3;
}
