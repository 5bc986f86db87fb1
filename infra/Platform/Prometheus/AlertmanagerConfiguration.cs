using Infra.Model;
using Infra.Model.Yaml;
using static Infra.Model.Yaml.OrderedMap;

namespace Infra.Platform;

/// <summary>
/// Alertmanager's configuration, without secrets: each receiver reads its URL, key or password from a file of a mounted secret.
/// </summary>
public static class AlertmanagerConfiguration
{
    /// <summary>Name of the secret with the configuration.</summary>
    public const string SecretName = "alertmanager-configuration";

    /// <summary>Key of the configuration; the operator knows no other.</summary>
    public const string Key = "alertmanager.yaml";

    /// <summary>Name of the secret with the files of the receivers.</summary>
    public const string FilesSecretName = "alertmanager-receivers";

    /// <summary>The alert that is always raised.</summary>
    public const string Watchdog = "Watchdog";

    /// <summary>Name of a receiver that tells nobody.</summary>
    private const string Nobody = "nobody";

    private const string HeartbeatReceiver = "heartbeat";
    private const string HeartbeatFile = "heartbeat";
    private const string Slack =
        "{{ range .Alerts }}*{{ .Annotations.summary }}*\n{{ .Annotations.description }}\n{{ .Annotations.runbook_url }}\n{{ end }}";

    /// <summary>
    /// Labels that say which object an alert is about. A critical alert silences the lower ones on the same object: Alertmanager takes a
    /// label that neither has for equal, so every label of an object is here.
    /// </summary>
    private static readonly string[] Object =
    [
        "cluster", "namespace", "node", "instance", "pod", "container", "persistentvolumeclaim", "mountpoint", "device", "deployment",
        "statefulset", "daemonset", "cronjob", "job_name", "poddisruptionbudget", "resource", "service", "volume",
    ];

    /// <summary>Labels of which an object has at least one.</summary>
    private static readonly string[] Objects = ["node", "instance", "namespace"];

    /// <summary>The files of the receivers, with the names of the declared secrets that they hold.</summary>
    /// <param name="alerting">The receivers.</param>
    public static IReadOnlyDictionary<string, string> Files(AlertingSpec alerting)
    {
        var files = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var receiver in alerting.Receivers)
        {
            files[FileOf(receiver)] = receiver.Secret;
        }

        if (alerting.Heartbeat is { } heartbeat)
        {
            files[HeartbeatFile] = heartbeat;
        }

        return files;
    }

    /// <summary>The configuration, as YAML.</summary>
    /// <param name="observability">The receivers, and the alerts that say that a node is gone.</param>
    public static string Of(ObservabilitySpec observability)
    {
        var alerting = observability.Alerting;
        var routes = new List<object> { Heartbeat(alerting) };
        var receivers = new List<object> { Map(("name", Nobody)) };
        foreach (var receiver in alerting.Receivers)
        {
            routes.Add(Map(
                ("receiver", NameOf(receiver)),
                ("matchers", new object[] { $"severity=~\"{From(receiver.From)}\"" }),
                ("continue", true)));
            receivers.Add(Receiver(receiver));
        }

        if (alerting.Heartbeat is not null)
        {
            receivers.Add(Map(
                ("name", HeartbeatReceiver),
                ("webhook_configs", new object[] { Map(("url_file", PathOf(HeartbeatFile)), ("send_resolved", false)) })));
        }

        return YamlText.Write(Map(
            ("route", Map(
                ("receiver", Nobody),
                ("group_by", new object[] { "alertname", "cluster", "namespace" }),
                ("group_wait", "30s"),
                ("group_interval", "5m"),
                ("repeat_interval", alerting.RepeatEvery.ToGo()),
                ("routes", routes.ToArray()))),
            ("inhibit_rules", Inhibitions(observability).ToArray()),
            ("receivers", receivers.ToArray())));
    }

    // A group is sent at an interval, if the last time is longer ago than the time of a repetition. That is a little less, or every second
    // one is left out.
    private static OrderedDictionary<string, object> Heartbeat(AlertingSpec alerting) => Map(
        ("receiver", alerting.Heartbeat is null ? Nobody : HeartbeatReceiver),
        ("matchers", new object[] { $"alertname=\"{Watchdog}\"" }),
        ("group_wait", "0s"),
        ("group_interval", alerting.HeartbeatEvery.ToGo()),
        ("repeat_interval", $"{alerting.HeartbeatEvery.Seconds - 10}s"));

    private static OrderedDictionary<string, object> Receiver(AlertReceiverSpec receiver)
    {
        var file = PathOf(FileOf(receiver));
        var (kind, settings) = receiver.Kind switch
        {
            AlertReceiverKind.Webhook => ("webhook_configs", Map(("url_file", file))),
            AlertReceiverKind.Slack => (
                "slack_configs",
                Map(("api_url_file", file), ("channel", receiver.Channel ?? ""), ("text", Slack))),
            AlertReceiverKind.PagerDuty => ("pagerduty_configs", Map(("routing_key_file", file))),
            AlertReceiverKind.Email => ("email_configs", Mail(receiver.Mail!, file)),
            _ => throw new ArgumentOutOfRangeException(nameof(receiver), receiver.Kind, "no such kind"),
        };
        settings["send_resolved"] = true;
        return Map(("name", NameOf(receiver)), (kind, new object[] { settings }));
    }

    private static OrderedDictionary<string, object> Mail(AlertMailSpec mail, string file) => Map(
        ("to", string.Join(", ", mail.To)),
        ("from", mail.From),
        ("smarthost", $"{mail.Server}:{mail.Port}"),
        ("auth_username", mail.User),
        ("auth_password_file", file),
        ("require_tls", true));

    private static List<object> Inhibitions(ObservabilitySpec observability)
    {
        var rules = new List<object>();
        foreach (var label in Objects)
        {
            rules.Add(Map(
                ("source_matchers", new object[] { "severity=\"critical\"", $"{label}=~\".+\"" }),
                ("target_matchers", new object[] { "severity=~\"low|medium|high\"", $"{label}=~\".+\"" }),
                ("equal", Object)));
        }

        var gone = string.Join('|', UsualAlerts.On(observability, AlertSignal.NodesDown).Select(alert => alert.Name));
        foreach (var label in gone.Length == 0 ? [] : (string[])["node", "instance"])
        {
            rules.Add(Map(
                ("source_matchers", new object[] { $"alertname=~\"{gone}\"", $"{label}=~\".+\"" }),
                ("target_matchers", new object[] { $"alertname!~\"{gone}\"", $"{label}=~\".+\"" }),
                ("equal", new object[] { "cluster", label })));
        }

        return rules;
    }

    private static string From(Severity lowest) => string.Join(
        '|', Enum.GetValues<Severity>().Where(severity => severity >= lowest).Select(severity => severity.ToString().ToLowerInvariant()));

    // No name of a receiver meets those that the program adds.
    private static string NameOf(AlertReceiverSpec receiver) => $"to-{receiver.Name}";

    private static string FileOf(AlertReceiverSpec receiver) => $"to-{receiver.Name}";

    private static string PathOf(string file) => $"/etc/alertmanager/secrets/{FilesSecretName}/{file}";
}
