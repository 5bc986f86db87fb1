namespace Infra.Migration;

/// <summary>Part of a data move that a command makes.</summary>
public enum MoveMode
{
    /// <summary>A copy while writes go on, verified and thrown away, which tells how long the move takes.</summary>
    Rehearsal,

    /// <summary>The move.</summary>
    Move,

    /// <summary>The way back: the data in the cluster goes back to the Docker host.</summary>
    Back,
}
