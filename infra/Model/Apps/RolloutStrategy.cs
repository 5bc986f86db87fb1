namespace Infra.Model;

/// <summary>Way in which new pods replace old ones.</summary>
public enum RolloutStrategy
{
    /// <summary>One after another, a new pod ready before an old one stops: without downtime.</summary>
    Rolling,

    /// <summary>All old pods have stopped before the first new one starts: for apps of which two versions may never run at once.</summary>
    Recreate,
}
