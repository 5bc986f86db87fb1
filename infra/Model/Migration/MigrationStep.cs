namespace Infra.Model;

/// <summary>A step in the order of a whole migration; the phase itself where it has no steps.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Step">The step; null for a phase without steps.</param>
public sealed record MigrationStep(PhaseSpec Phase, StepSpec? Step)
{
    /// <summary>Name, a value of <c>infra:phase</c>.</summary>
    public string Name => Step?.Name ?? Phase.Name;

    /// <summary>Whether there is no way back from it.</summary>
    public bool IsFinal => Phase.Final || Step is { Final: true };

    /// <summary>Whether it is the last of its phase, for which the phase's name stands too.</summary>
    public bool IsLast => Step is null || ReferenceEquals(Step, Phase.Steps[^1]);

    /// <summary>Whether it is the first of its phase, with which the changes of the phase itself begin.</summary>
    public bool IsFirst => Step is null || ReferenceEquals(Step, Phase.Steps[0]);

    /// <summary>Whether it changes something in an environment, or moves data.</summary>
    /// <param name="environment">Name of the environment.</param>
    public bool Changes(string environment) =>
        (IsFirst && Phase.Changes is not null)
        || (Step is { } step
            && (step.Changes is not null || step.DataMoves.Count > 0 || step.Environments.Any(each => each.Name == environment)));
}
