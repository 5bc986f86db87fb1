using System.Diagnostics;
using Infra.Model;
using Infra.Platform;
using Infra.Tests.Support;

namespace Infra.Tests.Platform;

public sealed class AlertmanagerConfigurationTests
{
    private static readonly AlertReceiverSpec[] Kinds =
    [
        new() { Name = "hook", Secret = "hookUrl", From = Severity.High },
        new() { Name = "chat", Kind = AlertReceiverKind.Slack, Secret = "slackUrl", Channel = "#alerts" },
        new() { Name = "duty", Kind = AlertReceiverKind.PagerDuty, Secret = "dutyKey", From = Severity.Critical },
        new()
        {
            Name = "mail",
            Kind = AlertReceiverKind.Email,
            Secret = "mailPassword",
            Mail = new()
            {
                Server = "mail.example.org", User = "alerts", From = "alerts@example.org", To = ["a@example.org", "b@example.org"],
            },
        },
    ];

    /// <summary>
    /// Every set of kinds of receivers, with a heartbeat and without: Alertmanager's own check accepts the configuration. Slow: one process
    /// for each set. The check of Debian's version knows no file for the URL of a webhook, which came with 0.26.
    /// </summary>
    [Fact]
    public void AlertmanagerAcceptsEverySetOfReceivers()
    {
        var folder = Directory.CreateTempSubdirectory("alertmanager-").FullName;
        for (var set = 0; set < 1 << (Kinds.Length + 1); set++)
        {
            var alerting = new AlertingSpec
            {
                Receivers = [.. Kinds.Where((_, index) => (set & (1 << index)) != 0)],
                Heartbeat = (set & (1 << Kinds.Length)) != 0 ? "heartbeatUrl" : null,
            };
            var file = Path.Combine(folder, $"{set}.yaml");
            File.WriteAllText(
                file, Of(alerting).Replace("- url_file: /", "- url: http://localhost/", StringComparison.Ordinal));
            using var process = Process.Start(new ProcessStartInfo("amtool", ["check-config", file])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, output);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void ReceiverTakesItsSeverityAndThoseAbove()
    {
        var text = Of(new() { Receivers = Kinds });
        Assert.Contains("severity=~\"high|critical\"", text, StringComparison.Ordinal);
        Assert.Contains("severity=~\"low|medium|high|critical\"", text, StringComparison.Ordinal);
        Assert.Contains("severity=~\"critical\"", text, StringComparison.Ordinal);
        Assert.Equal(Kinds.Length, Count(text, "continue: true"));
        Assert.Equal(Kinds.Length, Count(text, "send_resolved: true"));
    }

    [Fact]
    public void SecretsAreReadFromFilesAlone()
    {
        var alerting = new AlertingSpec { Receivers = Kinds, Heartbeat = "heartbeatUrl" };
        var text = Of(alerting);
        foreach (var (file, secret) in AlertmanagerConfiguration.Files(alerting))
        {
            Assert.Contains($"/etc/alertmanager/secrets/alertmanager-receivers/{file}", text, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        }

        Assert.Equal(["hookUrl", "slackUrl", "dutyKey", "mailPassword", "heartbeatUrl"], AlertmanagerConfiguration.Files(alerting).Values);
    }

    [Fact]
    public void HeartbeatIsSentAtItsOwnIntervalAndNeverResolved()
    {
        var text = Of(new() { Heartbeat = "heartbeatUrl", HeartbeatEvery = Duration.Parse("2m"), RepeatEvery = Duration.Parse("6h") })
            .Replace("\"", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal);
        Assert.Contains("group_interval: 0h2m0s", text, StringComparison.Ordinal);
        Assert.Contains("repeat_interval: 110s", text, StringComparison.Ordinal);
        Assert.Contains("repeat_interval: 6h0m0s", text, StringComparison.Ordinal);
        Assert.Contains("send_resolved: false", text, StringComparison.Ordinal);
    }

    [Fact]
    public void NodeThatIsGoneSilencesWhatFollows()
    {
        var text = AlertmanagerConfiguration.Of(new()
        {
            Alerts = [new() { Name = "Gone", Signal = AlertSignal.NodesDown, Threshold = 1 }],
        });
        Assert.Contains("alertname=~\"Gone\"", text, StringComparison.Ordinal);
        Assert.Contains("alertname!~\"Gone\"", text, StringComparison.Ordinal);
    }

    private static string Of(AlertingSpec alerting) => AlertmanagerConfiguration.Of(new() { Alerting = alerting });

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
