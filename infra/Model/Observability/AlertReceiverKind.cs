namespace Infra.Model;

/// <summary>Kind of a receiver of alerts.</summary>
public enum AlertReceiverKind
{
    /// <summary>A URL that gets Alertmanager's JSON.</summary>
    Webhook,

    /// <summary>A channel of Slack.</summary>
    Slack,

    /// <summary>A service of PagerDuty (Events API v2).</summary>
    PagerDuty,

    /// <summary>Mail.</summary>
    Email,
}
