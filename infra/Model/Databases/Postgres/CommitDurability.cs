namespace Infra.Model;

/// <summary>Behaviour of a commit when fewer replicas are available than must confirm it.</summary>
public enum CommitDurability
{
    /// <summary>
    /// Waits for the available replicas, if need be for none: writing continues, and a second loss may cost the last commits.
    /// </summary>
    Preferred,

    /// <summary>
    /// Waits until enough replicas are available: nothing confirmed is ever lost, and without a replica nothing is written.
    /// </summary>
    Required,
}
