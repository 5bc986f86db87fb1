namespace Infra.Tests.Lab.Driver;

/// <summary>One run of a command.</summary>
internal sealed record CommandRun
{
    /// <summary>Logical name of the command.</summary>
    public required string Name { get; init; }

    /// <summary>Start, in milliseconds of the engine's run.</summary>
    public required long Began { get; init; }

    /// <summary>End, in milliseconds of the engine's run.</summary>
    public required long Ended { get; init; }

    /// <summary>Exit code of the shell; that of ssh when there was no session.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Standard output.</summary>
    public required string Output { get; init; }

    /// <summary>Standard error.</summary>
    public required string Error { get; init; }
}
