namespace Infra.Model;

/// <summary>Behaviour of a commit when fewer replicas are available than must confirm it.</summary>
public enum CommitDurability
{
    /// <summary>
    /// Waits for the available replicas, or for none if there are none: writing continues, and a second failure may lose the last commits.
    /// </summary>
    Preferred,

    /// <summary>
    /// Waits until enough replicas are available: no confirmed commit is lost, and nothing can be written without a replica.
    /// </summary>
    Required,
}
