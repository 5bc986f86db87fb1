namespace Infra.Migration;

/// <summary>The place in which a criterion is decided.</summary>
public enum GateSource
{
    /// <summary>A command on a server of the stack's cluster.</summary>
    Cluster,

    /// <summary>The last outputs of the stack that has the criterion's environment.</summary>
    OtherStack,

    /// <summary>A confirmation by a person in the stack's config.</summary>
    Person,

    /// <summary>A digest of the described system in the stack's config, for which the policy checks found nothing.</summary>
    Plan,
}
