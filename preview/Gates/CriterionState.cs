namespace Infra.Preview.Gates;

/// <summary>State of a criterion before a run.</summary>
public enum CriterionState
{
    /// <summary>Not known yet: the run asks it.</summary>
    AtRun,

    /// <summary>Met already.</summary>
    Holds,

    /// <summary>Not met yet: a confirmation is missing, or was given for another description.</summary>
    Missing,

    /// <summary>Not met: the policy checks have findings.</summary>
    Fails,
}
