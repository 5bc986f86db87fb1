namespace Infra.Model;

/// <summary>A request from inside the cluster that a version must answer before it goes live.</summary>
[UniqueHeaders(nameof(Headers))]
public sealed record SmokeTestSpec
{
    /// <summary>Path of the request. Defaults to <c>/</c>.</summary>
    [UrlPath]
    public string Path { get; init; } = "/";

    /// <summary>Name of the app's port. Defaults to its first port.</summary>
    [PortName]
    public string? Port { get; init; }

    /// <summary>Headers of the request, such as <c>Host</c>. Defaults to none.</summary>
    [HttpHeaders]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Status of the answer; redirects are not followed. Defaults to 200.</summary>
    [Range(200, 599)]
    public int Status { get; init; } = 200;

    /// <summary>Text that the answer must contain; null (default) for any answer.</summary>
    [FreeText]
    public string? Text { get; init; }

    /// <summary>Time in which the answer must be right once; until then the request is repeated. Defaults to 2 minutes.</summary>
    [Positive]
    public Duration Timeout { get; init; } = Duration.Parse("2m");
}
