namespace Infra.Model;

/// <summary>A step of a phase.</summary>
public sealed record StepSpec : INamed
{
    /// <summary>Name of the step, a value of <c>infra:phase</c>; unique in the migration.</summary>
    [EntryName]
    public required string Name { get; init; }

    /// <summary>A title for people.</summary>
    [FreeText]
    public required string Title { get; init; }

    /// <summary>Planned weeks.</summary>
    [ForPeople]
    [FreeText]
    public string Weeks { get; init; } = "";

    /// <summary>
    /// Tasks of the step, as texts for people; the part that the program does is in <see cref="Changes"/> and <see cref="Environments"/>.
    /// </summary>
    [ForPeople]
    [FreeText]
    public IReadOnlyList<string> Tasks { get; init; } = [];

    /// <summary>Changes in every environment, in the shape of <c>system.yaml</c>.</summary>
    public YamlFragment? Changes { get; init; }

    /// <summary>Changes in single environments.</summary>
    public IReadOnlyList<EnvironmentChangesSpec> Environments { get; init; } = [];

    /// <summary>
    /// Gates that must pass before the step, in addition to those of earlier phases.
    /// </summary>
    [RefersTo("gate", "migration.phases.gates")]
    public IReadOnlyList<string> Requires { get; init; } = [];

    /// <summary>
    /// Names of the data moves of the step, each after a rehearsal. A step back over it brings the data back to the Docker host.
    /// </summary>
    [RefersTo("data move", "migration.dataMoves")]
    public IReadOnlyList<string> DataMoves { get; init; } = [];

    /// <summary>Whether there is no way back from the step; only such a step may destroy data. Defaults to false.</summary>
    public bool Final { get; init; }
}
