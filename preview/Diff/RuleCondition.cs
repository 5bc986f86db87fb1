namespace Infra.Preview.Diff;

/// <summary>Conditions of replacement rules that depend on values. Each has a test on both of its sides.</summary>
public enum RuleCondition
{
    /// <summary>The provider was not given `enableConfigMapMutable`, or the new object is immutable.</summary>
    ConfigMapIsImmutable,

    /// <summary>The provider was not given `enableSecretMutable`, or the new object is immutable.</summary>
    SecretIsImmutable,

    /// <summary>The former object is immutable.</summary>
    WasImmutable,

    /// <summary>The namespaces differ, where none means `default`.</summary>
    NamespaceDiffers,

    /// <summary>The input appears, disappears or is unknown as a whole; a change of one of its items does not count.</summary>
    IsWhole,

    /// <summary>The new quantity is smaller than the former one.</summary>
    IsSmaller,

    /// <summary>The first item of the list changes, appears or disappears.</summary>
    FirstEntryDiffers,

    /// <summary>The first item of the list changes; a list that appears or disappears does not count.</summary>
    FirstEntryChanges,

    /// <summary>The former object has the value.</summary>
    WasGiven,

    /// <summary>The former object has the value, and it is not zero.</summary>
    WasNotZero,

    /// <summary>Both objects have the value: only then is a transition rule of a custom resource definition evaluated.</summary>
    BothGiven,

    /// <summary>The former object has the value, the new one has not.</summary>
    IsRemoved,

    /// <summary>
    /// The new server type has another architecture or, unless `keepDisk` kept the former one from growing, a smaller disk.
    /// </summary>
    TypeIsOutOfReach,

    /// <summary>The values differ, where none means the default of the API.</summary>
    DiffersFromDefault,

    /// <summary>The former value is a text in PEM, or a secret.</summary>
    WasPem,

    /// <summary>One side has a value that is not null.</summary>
    HasValue,

    /// <summary>The change is another one than from an empty text to none.</summary>
    IsNotEmptied,

    /// <summary>The texts differ in more than white space at their ends.</summary>
    TrimmedTextDiffers,

    /// <summary>`ignoreRemoteFirewallIds` is not true.</summary>
    FirewallsAreManaged,

    /// <summary>The new value is true: the certificate is within its time of renewal.</summary>
    RenewalIsDue,

    /// <summary>The new annotation is `true`.</summary>
    JobMustBeReady,

    /// <summary>`clusterIdentifier` does not tell that the cluster is the same: it is not given on both sides, or differs.</summary>
    ClusterMayDiffer,
}
