namespace Infra.Model;

/// <summary>Alertmanager: the receivers of alerts.</summary>
public sealed record AlertingSpec
{
    /// <summary>
    /// The receivers. An alert is sent to each one that takes its severity. Defaults to none.
    /// </summary>
    public IReadOnlyList<AlertReceiverSpec> Receivers { get; init; } = [];

    /// <summary>
    /// Name of the declared secret with the URL that is called as long as alerts arrive; a service outside the cluster calls when it is
    /// not (a dead man's switch, e.g. of healthchecks.io). Null (default) for none: then nobody learns that Prometheus or the whole cluster
    /// is gone.
    /// </summary>
    [SecretName]
    public string? Heartbeat { get; init; }

    /// <summary>Time between two calls of the heartbeat; the service outside must wait longer. Defaults to 5 minutes.</summary>
    [DurationRange("1m", "1h")]
    public Duration HeartbeatEvery { get; init; } = Duration.Parse("5m");

    /// <summary>Time after which an alert that is still raised is sent again. Defaults to 4 hours.</summary>
    [DurationRange("5m", "7d")]
    public Duration RepeatEvery { get; init; } = Duration.Parse("4h");

    /// <summary>
    /// URL of the folder that holds <c>docs/</c>, for links from notifications to runbooks, e.g.
    /// <c>https://github.com/example/infra/blob/main</c>. Null (default) for the path alone.
    /// </summary>
    [HttpUrl]
    public string? Runbooks { get; init; }
}
