namespace Infra.Model;

/// <summary>A job that runs once for a version of its app.</summary>
public sealed record InitJobSpec : INamed
{
    /// <summary>Name of the job.</summary>
    [ObjectName(52)]
    public required string Name { get; init; }

    /// <summary>Task of the job.</summary>
    [ForPeople]
    [FreeText]
    public string Description { get; init; } = "";

    /// <summary>
    /// Image with a pinned tag; null (default) for the app's own, with its variables, files, scratch folders and rights, once for each
    /// version.
    /// </summary>
    [PinnedImage]
    public string? Image { get; init; }

    /// <summary>Time at which the job runs. Defaults to <see cref="JobTime.BeforeStart"/>.</summary>
    public JobTime When { get; init; }

    /// <summary>Namespace. Defaults to the app's namespace.</summary>
    [RefersTo("namespace", "namespaces")]
    public string? Namespace { get; init; }

    /// <summary>Command of the job.</summary>
    [FreeText]
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Environment variables.</summary>
    public IReadOnlyList<VariableSpec> Env { get; init; } = [];

    /// <summary>Text that the log must contain; null (default) to check the exit code only.</summary>
    [FreeText]
    public string? ExpectLog { get; init; }

    /// <summary>Number of attempts before the job counts as failed. Defaults to 3.</summary>
    [Range(0)]
    public int Retries { get; init; } = 3;

    /// <summary>Time limit of the job. Defaults to 10 minutes.</summary>
    [Positive]
    public Duration Timeout { get; init; } = Duration.Parse("10m");

    /// <summary>Requests and limits of the job's pod.</summary>
    public ResourcesSpec Resources { get; init; } = new();
}
