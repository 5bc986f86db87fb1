namespace Infra.Model;

/// <summary>A health check.</summary>
public sealed record ProbeSpec
{
    /// <summary>Path of an HTTP check; null for a plain connection, unless there is a <see cref="Command"/>.</summary>
    [UrlPath]
    public string? Path { get; init; }

    /// <summary>The app's port by name. Defaults to its first.</summary>
    [PortName]
    public string? Port { get; init; }

    /// <summary>Host header of an HTTP check; null (default) for the pod's address.</summary>
    [HostAddress]
    public string? Host { get; init; }

    /// <summary>A command that exits with 0 instead.</summary>
    [FreeText]
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Time between checks. Defaults to 10 seconds.</summary>
    [Positive]
    public Duration Period { get; init; } = Duration.Parse("10s");

    /// <summary>Time a check may take. Defaults to 5 seconds.</summary>
    [Positive]
    public Duration Timeout { get; init; } = Duration.Parse("5s");

    /// <summary>Time before the first check. Defaults to none.</summary>
    public Duration InitialDelay { get; init; } = Duration.Parse("0s");

    /// <summary>Failures in a row that count. Defaults to 3.</summary>
    [Range(1)]
    public int FailureThreshold { get; init; } = 3;
}
