namespace Infra.Model;

/// <summary>What a commit does when fewer replicas are there than must confirm it.</summary>
public enum CommitDurability
{
    /// <summary>It waits for those that are there, if need be for none: writing goes on, and a second loss may cost the last commits.</summary>
    Preferred,

    /// <summary>It waits until enough are there: nothing confirmed is ever lost, and without a replica nothing is written.</summary>
    Required,
}
