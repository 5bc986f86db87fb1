namespace Infra.Model;

/// <summary>A job that runs once before its app.</summary>
public sealed record InitJobSpec : INamed
{
    /// <summary>The job's name.</summary>
    [ObjectName(52)]
    public required string Name { get; init; }

    /// <summary>What it does.</summary>
    [FreeText]
    public string Description { get; init; } = "";

    /// <summary>The image, with a pinned tag.</summary>
    [PinnedImage]
    public required string Image { get; init; }

    /// <summary>Namespace. Defaults to the app's.</summary>
    [RefersTo("namespace", "namespaces")]
    public string? Namespace { get; init; }

    /// <summary>The command.</summary>
    [FreeText]
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Environment variables.</summary>
    public IReadOnlyList<VariableSpec> Env { get; init; } = [];

    /// <summary>Text its log must contain; null (default) for the exit code alone.</summary>
    [FreeText]
    public string? ExpectLog { get; init; }

    /// <summary>Tries before it counts as failed. Defaults to 3.</summary>
    [Range(0)]
    public int Retries { get; init; } = 3;

    /// <summary>Time it may take. Defaults to 10 minutes.</summary>
    [Positive]
    public Duration Timeout { get; init; } = Duration.Parse("10m");

    /// <summary>What it asks for and may use.</summary>
    public ResourcesSpec Resources { get; init; } = new();
}
