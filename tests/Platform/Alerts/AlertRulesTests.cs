using System.Text.Json;
using Infra.Model;
using Infra.Monitoring;
using Infra.Platform;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Platform;

/// <summary>All alert rules, evaluated by Prometheus's own checker on series of each rule's cases.</summary>
public sealed class AlertRulesTests
{
    /// <summary>Type of the planned rules.</summary>
    private const string PrometheusRule = "kubernetes:monitoring.coreos.com/v1:PrometheusRule";

    public static TheoryData<AlertSignal> Signals() => [.. Enum.GetValues<AlertSignal>()];

    [Theory]
    [MemberData(nameof(Signals))]
    public void EverySignalHasARule(AlertSignal signal) =>
        Assert.Contains(PlannedAlerts.Rules, rule => rule.Name == UsualAlerts.On(signal).Name);

    [Fact]
    public void EveryRuleIsKnownByItsNameAndSummary() =>
        Assert.Empty(
            PlannedAlerts.Rules.GroupBy(rule => (rule.Name, rule.Summary)).Where(same => same.Count() > 1).Select(same => same.Key));

    [Fact]
    public void EveryRuleHasACaseThatRaisesItAndOneThatDoesNot() =>
        Assert.Empty(PlannedAlerts.Rules.Where(rule => rule.Name != "Watchdog").SelectMany(rule =>
        {
            var cases = AlertCase.All.Where(each => each.IsOf(rule)).ToList();
            string[] missing =
            [
                .. cases.Any(each => each.Raised.Count > 0) ? (string[])[] : ["a case that raises it"],
                .. cases.Any(each => each.Raised.Count == 0) ? (string[])[] : ["a case that does not"],
            ];
            return missing.Select(what => $"{rule.Name}, '{rule.Summary}': {what} is missing");
        }));

    [Fact]
    public void EveryCaseIsOfARule() =>
        Assert.Empty(AlertCase.All.Where(each => !PlannedAlerts.Rules.Any(each.IsOf)).Select(each => $"{each.Place} ({each.Summary})"));

    [Fact]
    public void RulesUseOnlyMetricsThatTheSourcesServe() =>
        Assert.Empty(PlannedAlerts.Rules.SelectMany(rule => KnownMetrics.UnknownIn(rule.Expression)).Distinct());

    [SkippableFact]
    public async Task RulesAreRaisedInTheirCasesAndStaySilentInTheOthers()
    {
        Promtool.Require();
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        var rules = PlannedAlerts.Rules;
        for (var index = 0; index < rules.Count; index++)
        {
            var rule = AlertTexts.Of(rules[index], null);
            var annotations = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["summary"] = rules[index].Summary,
                ["description"] = rules[index].Meaning,
                ["runbook_url"] = $"docs/runbooks/alerts/{rules[index].Runbook}.md",
            };
            var severity = rules[index].Severity?.ToString().ToLowerInvariant() ?? AlertTexts.NoSeverity;
            files[$"rule-{index}.json"] = JsonSerializer.Serialize(Group(new
            {
                alert = rules[index].Name,
                expr = rules[index].Expression,
                @for = rules[index].For.ToGo(),
                labels = new { severity },
                annotations,
            }));
            var cases = AlertCase.All.Where(each => each.IsOf(rules[index])).ToList();
            for (var at = 0; at < cases.Count; at++)
            {
                files[$"case-{index}-{at}.json"] = JsonSerializer.Serialize(new
                {
                    rule_files = new[] { $"rule-{index}.json" },
                    evaluation_interval = cases[at].Step,
                    tests = new[] { Test(cases[at], severity, annotations) },
                });
            }
        }

        var (succeeded, output) = await Promtool.RunAsync(
            ["test", "rules"], files, name => name.StartsWith("case", StringComparison.Ordinal));
        Assert.True(succeeded, string.Join('\n', output.Split('\n').Where(line => !line.EndsWith("SUCCESS", StringComparison.Ordinal))));
    }

    /// <summary>The rules as the frozen stacks plan them.</summary>
    [SkippableFact]
    public async Task PrometheusAcceptsThePlannedRules()
    {
        Promtool.Require();
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var stack in FrozenSystems.Stacks)
        {
            foreach (var rule in (await Plans.OfAsync(stack)).Resources.Where(resource => resource.Type == PrometheusRule))
            {
                files[$"{stack}-{rule.Name}.json"] = JsonSerializer.Serialize(Plans.Plain(rule.Inputs["spec"]!));
            }
        }

        Assert.NotEmpty(files);
        var (succeeded, output) = await Promtool.RunAsync(["check", "rules", "--lint=none"], files, _ => true);
        Assert.True(succeeded, output);
    }

    private static object Group(object rule) => new { groups = new[] { new { name = "alerts", rules = new[] { rule } } } };

    private static object Test(AlertCase each, string severity, Dictionary<string, string> annotations) => new
    {
        name = each.Place,
        interval = each.Step,
        input_series = each.Series.Select(series =>
        {
            var end = series.LastIndexOf('}') is var brace and >= 0 ? brace + 1 : series.IndexOf(' ', StringComparison.Ordinal);
            return new { series = series[..end], values = series[end..].Trim() };
        }),
        alert_rule_test = new[]
        {
            new
            {
                eval_time = each.At,
                alertname = each.Alert,
                exp_alerts = each.Raised.Select(alert => new
                {
                    exp_labels = new Dictionary<string, string>(alert.Labels, StringComparer.Ordinal) { ["severity"] = severity },
                    exp_annotations = new Dictionary<string, string>(annotations, StringComparer.Ordinal) { ["summary"] = alert.Summary },
                }),
            },
        },
    };
}
