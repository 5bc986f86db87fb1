namespace Infra.Model;

/// <summary>Way in which new pods replace old ones.</summary>
public enum RolloutStrategy
{
    /// <summary>One after another, a new pod ready before an old one stops: without downtime.</summary>
    Rolling,

    /// <summary>The old pod has stopped before the new one starts: for apps that may never run twice, such as a scheduler.</summary>
    Recreate,
}
