using System.Text.RegularExpressions;
using Infra.Model;
using Infra.Platform;

namespace Infra.Tests.Lab.Monitoring;

/// <summary>
/// The planned configuration of Alertmanager, as the lab runs it: the routes, receivers and inhibitions are unchanged. Only the times
/// between notifications are shorter, the files of secrets are in the lab's folder, and a webhook has its URL in place of the file that
/// Debian's Alertmanager 0.25 does not know yet.
/// </summary>
internal static partial class LabRoutes
{
    private static readonly AlertingSpec Alerting = new()
    {
        Receivers =
        [
            new() { Name = "operators", Secret = "operatorsUrl" },
            new()
            {
                Name = "on-call",
                Kind = AlertReceiverKind.Slack,
                Channel = "#on-call",
                Secret = "onCallUrl",
                From = Severity.Critical,
            },
        ],
        Heartbeat = "heartbeatUrl",
    };

    /// <summary>The configuration.</summary>
    /// <param name="observability">The settings; only the receivers are the lab's.</param>
    /// <param name="folder">Writes a file of a name with a content, and returns its path.</param>
    /// <param name="urls">The URLs of the receivers, by the names of their secrets.</param>
    public static string Text(
        ObservabilitySpec observability, Func<string, string, string> folder, IReadOnlyDictionary<string, string> urls)
    {
        var text = AlertmanagerConfiguration.Of(observability with { Alerting = Alerting });
        foreach (var (file, secret) in AlertmanagerConfiguration.Files(Alerting))
        {
            var planned = $"/etc/alertmanager/secrets/{AlertmanagerConfiguration.FilesSecretName}/{file}";
            text = Replaced(text, $"{Regex.Escape(planned)}(?=['\\s])", folder(file, urls[secret]));
        }

        text = Replaced(text, "(?<=group_wait: )\\S+", "200ms");
        text = Replaced(text, "(?<=group_interval: )\\S+", "500ms");
        text = Replaced(text, "(?<=repeat_interval: )'?[0-9]+s'?\\s", "100ms\n");
        Assert.Matches("repeat_interval: '?4h", text);
        return UrlFile().Replace(text, match => $" url: {File.ReadAllText(match.Groups[1].Value)}");
    }

    private static string Replaced(string text, string pattern, string replacement)
    {
        Assert.True(Regex.IsMatch(text, pattern), $"{pattern} is not in\n{text}");
        return Regex.Replace(text, pattern, replacement);
    }

    [GeneratedRegex(" url_file: '?([^'\\s]+)'?")]
    private static partial Regex UrlFile();
}
