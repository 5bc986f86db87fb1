namespace Infra.Preview.Phases;

/// <summary>Place of a step, seen from the phase that a stack is in (`infra:phase`).</summary>
public enum StepPlace
{
    /// <summary>Before the stack's own step: its changes apply already.</summary>
    Done,

    /// <summary>The stack's own step.</summary>
    Current,

    /// <summary>Still to come.</summary>
    Ahead,
}
