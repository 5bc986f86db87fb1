using Infra.Model;
using Infra.Model.Yaml;
using Infra.Monitoring;
using Infra.Tests.Support;

namespace Infra.Tests.Platform;

/// <summary>A case of an alert rule: series over time, and the alerts that they raise at a moment.</summary>
/// <param name="Place">File and name of the case.</param>
/// <param name="Alert">Name of the alert.</param>
/// <param name="Summary">Summary of the rule, with its placeholders.</param>
/// <param name="Series">The series: each a selector with its values, one a step from the time 0 on, in promtool's notation.</param>
/// <param name="Step">Time between two values, and between two evaluations.</param>
/// <param name="At">The moment.</param>
/// <param name="Raised">The alerts that are raised then; none for a case in which the rule stays silent.</param>
internal sealed record AlertCase(
    string Place,
    string Alert,
    string Summary,
    IReadOnlyList<string> Series,
    string Step,
    string At,
    IReadOnlyList<RaisedAlert> Raised)
{
    private static readonly string Folder = Repository.File("tests", "Platform", "Alerts", "cases");

    /// <summary>All cases of the folder <c>cases</c>.</summary>
    public static IReadOnlyList<AlertCase> All { get; } =
        [.. Directory.GetFiles(Folder, "*.yaml").Order(StringComparer.Ordinal).SelectMany(Read)];

    /// <summary>Whether the case is one of a rule.</summary>
    public bool IsOf(AlertRule rule) => rule.Name == Alert && rule.Summary == Summary;

    private static IEnumerable<AlertCase> Read(string file)
    {
        var problems = new ProblemList();
        var rules = YamlReader.Read(File.ReadAllText(file), Path.GetFileName(file), problems);
        Assert.Empty(problems.Sorted());
        foreach (var rule in Assert.IsType<YamlSequence>(rules).Items.Cast<YamlMap>())
        {
            var each = rule.Find("each")?.Value is YamlSequence { Items: var words } ? words.Cast<YamlMap>() : [new([], rule.Position)];
            foreach (var replaced in each)
            {
                foreach (var described in ((YamlSequence)rule.Find("cases")!.Value).Items.Cast<YamlMap>())
                {
                    yield return Of(Path.GetFileName(file), rule, described, replaced);
                }
            }
        }
    }

    private static AlertCase Of(string file, YamlMap rule, YamlMap described, YamlMap replaced)
    {
        string Filled(string text)
        {
            foreach (var entry in replaced.Entries)
            {
                text = text.Replace($"<{entry.Key}>", ((YamlScalar)entry.Value).Text, StringComparison.Ordinal);
            }

            return text;
        }

        var raised = described.Find("raised")?.Value is YamlSequence { Items: var alerts } ? alerts.Cast<YamlMap>() : [];
        return new(
            Filled($"{file}: {described.Text("name")}"),
            rule.Text("alert")!,
            Filled(rule.Text("summary")!),
            [.. ((YamlSequence)described.Find("series")!.Value).Items.Select(series => Filled(((YamlScalar)series).Text))],
            described.Text("step") ?? "1m",
            described.Text("at")!,
            [
                .. raised.Select(alert => new RaisedAlert(
                    Filled(alert.Text("summary")!),
                    alert.Find("labels")?.Value is YamlMap { Entries: var labels }
                        ? labels.ToDictionary(label => label.Key, label => Filled(((YamlScalar)label.Value).Text))
                        : [])),
            ]);
    }
}

/// <summary>An alert that is raised.</summary>
/// <param name="Summary">Its summary.</param>
/// <param name="Labels">Its labels, without name and severity.</param>
internal sealed record RaisedAlert(string Summary, IReadOnlyDictionary<string, string> Labels);
