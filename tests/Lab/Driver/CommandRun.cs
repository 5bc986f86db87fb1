namespace Infra.Tests.Lab.Driver;

/// <summary>One command that was run.</summary>
internal sealed record CommandRun
{
    /// <summary>Its logical name.</summary>
    public required string Name { get; init; }

    /// <summary>When it began, in milliseconds of the run.</summary>
    public required long Began { get; init; }

    /// <summary>When it ended.</summary>
    public required long Ended { get; init; }

    /// <summary>The shell's exit code; that of ssh when there was no session.</summary>
    public required int ExitCode { get; init; }

    /// <summary>What it printed.</summary>
    public required string Output { get; init; }

    /// <summary>What it printed as errors.</summary>
    public required string Error { get; init; }
}
