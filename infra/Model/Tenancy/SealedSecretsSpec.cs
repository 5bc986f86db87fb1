namespace Infra.Model;

/// <summary>The Sealed Secrets controller.</summary>
public sealed record SealedSecretsSpec
{
    /// <summary>Where it runs. Defaults to <c>kube-system</c>, where <c>kubeseal</c> looks.</summary>
    [ObjectName]
    public string Namespace { get; init; } = "kube-system";

    /// <summary>Age at which the key is renewed. Defaults to 30 days.</summary>
    [Positive]
    public Duration KeyRenewal { get; init; } = Duration.Parse("30d");

    /// <summary>When the cluster backup takes the keys; the etcd snapshots hold them besides. Defaults to daily at 01:00.</summary>
    public CronSchedule KeyBackup { get; init; } = CronSchedule.Parse("0 1 * * *");
}
