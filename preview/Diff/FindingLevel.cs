namespace Infra.Preview.Diff;

/// <summary>Levels of a finding about a change, and of the verdict on all of them.</summary>
public enum FindingLevel
{
    /// <summary>Nothing to look at.</summary>
    None,

    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>Read before the run: an interruption, another address, money.</summary>
    Caution,

    /// <summary>Data, quorum or the run itself is at stake.</summary>
    Danger,
}
