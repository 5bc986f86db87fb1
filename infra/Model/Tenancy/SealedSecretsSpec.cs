namespace Infra.Model;

/// <summary>The Sealed Secrets controller.</summary>
public sealed record SealedSecretsSpec
{
    /// <summary>Namespace of the controller. Defaults to <c>kube-system</c>, where <c>kubeseal</c> looks for it.</summary>
    [ObjectName]
    public string Namespace { get; init; } = "kube-system";

    /// <summary>Age at which the key is renewed. Defaults to 30 days.</summary>
    [Positive]
    public Duration KeyRenewal { get; init; } = Duration.Parse("30d");

    /// <summary>
    /// Schedule on which the cluster backup includes the keys; the etcd snapshots also contain them. Defaults to daily at 01:00.
    /// </summary>
    public CronSchedule KeyBackup { get; init; } = CronSchedule.Parse("0 1 * * *");
}
