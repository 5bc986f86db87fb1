namespace Infra.Model;

/// <summary>A step of a phase.</summary>
public sealed record StepSpec : INamed
{
    /// <summary>The step's name, a value of <c>infra:phase</c>; unique in the migration.</summary>
    [EntryName]
    public required string Name { get; init; }

    /// <summary>A title for people.</summary>
    [FreeText]
    public required string Title { get; init; }

    /// <summary>When, in weeks of the plan.</summary>
    [FreeText]
    public string Weeks { get; init; } = "";

    /// <summary>What is done, for people; the part the program does is in <see cref="Changes"/> and <see cref="Environments"/>.</summary>
    [FreeText]
    public IReadOnlyList<string> Tasks { get; init; } = [];

    /// <summary>What changes in every environment, in the shape of <c>system.yaml</c>.</summary>
    public YamlFragment? Changes { get; init; }

    /// <summary>What changes in single environments.</summary>
    public IReadOnlyList<EnvironmentChangesSpec> Environments { get; init; } = [];

    /// <summary>Gates that must have passed before it, beyond those of earlier phases.</summary>
    [RefersTo("gate", "migration.phases.gates")]
    public IReadOnlyList<string> Requires { get; init; } = [];

    /// <summary>The data moves that belong to it.</summary>
    [RefersTo("data move", "migration.dataMoves")]
    public IReadOnlyList<string> DataMoves { get; init; } = [];

    /// <summary>No way back after it. Defaults to false.</summary>
    public bool Final { get; init; }
}
