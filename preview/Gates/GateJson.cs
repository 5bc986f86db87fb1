using System.Text.Json;
using Infra.Preview.Graph;

namespace Infra.Preview.Gates;

/// <summary>Gates before a step as JSON, format `infra.gate/1` (docs/gates.md). Equal reports give equal bytes.</summary>
public static class GateJson
{
    /// <summary>The format's name and version, the first field of every document.</summary>
    public const string Format = "infra.gate/1";

    /// <summary>The report as UTF-8 JSON, indented by two, ending in a line feed.</summary>
    /// <param name="report">The report.</param>
    public static byte[] Write(GateReport report) => JsonOutput.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("format", Format);
        JsonOutput.WriteHeader(writer, report.Header);
        writer.WriteString("step", report.Step?.Name);
        writer.WriteBoolean("holds", report.Holds);
        JsonOutput.WriteStrings(writer, "passed", report.Passed);
        writer.WriteStartArray("gates");
        foreach (var gate in report.Gates)
        {
            writer.WriteStartObject();
            writer.WriteString("name", gate.Gate.Name);
            writer.WriteString("title", gate.Gate.Title);
            writer.WriteString("step", gate.Step);
            writer.WriteBoolean("completed", gate.IsOfACompletedPhase);
            writer.WriteStartArray("criteria");
            foreach (var criterion in gate.Criteria)
            {
                WriteCriterion(writer, criterion);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("digest", report.Digest);
        WriteFindings(writer, report);
        JsonOutput.WriteStrings(writer, "problems", report.Problems);
        writer.WriteEndObject();
    });

    private static void WriteCriterion(Utf8JsonWriter writer, ReportedCriterion criterion)
    {
        var question = criterion.Question;
        writer.WriteStartObject();
        writer.WriteString("name", question.Criterion.Name);
        writer.WriteString("title", question.Criterion.Title);
        writer.WriteString("check", JsonOutput.NameOf(question.Criterion.Check));
        writer.WriteString("environment", criterion.Environment);
        writer.WriteString("target", question.Criterion.Target);
        writer.WriteString("source", JsonOutput.NameOf(question.Source));
        writer.WriteString("stack", question.Stack);
        writer.WriteString("asked", question.Asked);
        writer.WriteString("required", question.Required);
        writer.WriteNumber("seconds", (long)question.Bound.TotalSeconds);
        writer.WriteBoolean("disturbs", question.Disturbs);
        writer.WriteString("state", JsonOutput.NameOf(criterion.State));
        writer.WriteString("seen", criterion.Seen);
        JsonOutput.WriteStrings(writer, "commands", criterion.Commands);
        writer.WriteEndObject();
    }

    private static void WriteFindings(Utf8JsonWriter writer, GateReport report)
    {
        writer.WriteStartArray("findings");
        foreach (var finding in report.Findings)
        {
            writer.WriteStartObject();
            writer.WriteString("rule", finding.Rule.Name);
            writer.WriteString("wrong", finding.Rule.Wrong);
            writer.WriteString("reason", finding.Rule.Reason);
            writer.WriteString("fix", finding.Rule.Fix);
            writer.WriteStartArray("objects");
            foreach (var one in finding.Objects)
            {
                writer.WriteStartObject();
                writer.WriteString("urn", one.Urn);
                writer.WriteString("name", one.Name);
                writer.WriteString("detail", one.Detail);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
