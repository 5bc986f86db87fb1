namespace Infra.Model;

/// <summary>A receiver of alerts.</summary>
[RequiredWhen(nameof(Channel), nameof(Kind), nameof(AlertReceiverKind.Slack))]
[OnlyWhen(nameof(Channel), nameof(Kind), nameof(AlertReceiverKind.Slack))]
[RequiredWhen(nameof(Mail), nameof(Kind), nameof(AlertReceiverKind.Email))]
[OnlyWhen(nameof(Mail), nameof(Kind), nameof(AlertReceiverKind.Email))]
public sealed record AlertReceiverSpec : INamed
{
    /// <summary>Name of the receiver.</summary>
    [ObjectName]
    public required string Name { get; init; }

    /// <summary>Kind of the receiver. Defaults to <see cref="AlertReceiverKind.Webhook"/>.</summary>
    public AlertReceiverKind Kind { get; init; } = AlertReceiverKind.Webhook;

    /// <summary>
    /// Name of the declared secret: the URL of a webhook or of Slack, the integration key of PagerDuty, the password of the mail server.
    /// </summary>
    [SecretName]
    public required string Secret { get; init; }

    /// <summary>The lowest severity that the receiver takes. Defaults to <see cref="Severity.Low"/>.</summary>
    public Severity From { get; init; } = Severity.Low;

    /// <summary>Channel of Slack, like <c>#alerts</c>.</summary>
    [FreeText]
    public string? Channel { get; init; }

    /// <summary>Mail server and addresses.</summary>
    public AlertMailSpec? Mail { get; init; }
}
