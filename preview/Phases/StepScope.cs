namespace Infra.Preview.Phases;

/// <summary>Environments that the changes of a step are written for.</summary>
public enum StepScope
{
    /// <summary>No environment: the step consists of tasks for people.</summary>
    ByHand,

    /// <summary>Other environments only.</summary>
    Elsewhere,

    /// <summary>The stack's environment, perhaps among others.</summary>
    Here,
}
