namespace Infra.Preview.Sources;

/// <summary>Surroundings in which sides are loaded.</summary>
public sealed record SourceOptions
{
    /// <summary>Folder of `Pulumi.yaml`.</summary>
    public required string Root { get; init; }

    /// <summary>Folder that relative paths of files start from.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Folder for plans of commits; null for no cache. One that cannot be written is not used.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>Receives a line when something takes long.</summary>
    public Action<string> Progress { get; init; } = _ => { };

    /// <summary>Program that git is run as.</summary>
    public string Git { get; init; } = "git";

    /// <summary>
    /// Catches from its first call on what would end this process, so that temporary files are removed and programs ended before.
    /// Returns the token of the interruption.
    /// </summary>
    public Func<CancellationToken> Interruption { get; init; } = () => CancellationToken.None;

    /// <summary>
    /// Command, run in the folder of a former revision, that builds and starts its own command line. Warnings of newer analyzers are no
    /// reason to fail.
    /// </summary>
    public IReadOnlyList<string> Program { get; init; } =
        ["dotnet", "run", "--project", "cli", "-p:RunAnalyzers=false", "-p:TreatWarningsAsErrors=false", "--"];

    /// <summary>Time that building and planning a former revision may take. Default 15 minutes.</summary>
    public TimeSpan BuildLimit { get; init; } = TimeSpan.FromMinutes(15);
}
