namespace Infra.Cli.Commands;

/// <summary>What a command takes, and how it is explained.</summary>
internal sealed record CommandForm
{
    /// <summary>The word that chooses it.</summary>
    public required string Name { get; init; }

    /// <summary>One line for the list of commands.</summary>
    public required string Summary { get; init; }

    /// <summary>More about it, in whole lines; empty when the summary says all.</summary>
    public string Details { get; init; } = "";

    /// <summary>What its argument is called; null when it takes none.</summary>
    public string? Argument { get; init; }

    /// <summary>Whether it can do without the argument.</summary>
    public bool IsArgumentOptional { get; init; }

    /// <summary>Its options, `--help` left out.</summary>
    public OptionForm[] Options { get; init; } = [];

    /// <summary>Lines that work when they are typed.</summary>
    public required string[] Examples { get; init; }
}
