using System.Text.Json;
using Infra.Preview.Cost;
using Infra.Preview.Graph;

namespace Infra.Preview.Diff;

/// <summary>
/// The difference of two plans as JSON, format `infra.diff/1` (docs/diff-format.md, docs/diff.schema.json). Equal differences give equal
/// bytes.
/// </summary>
public static class DiffJson
{
    /// <summary>The format's name and version, the first field of every document.</summary>
    public const string Format = "infra.diff/1";

    /// <summary>The difference as UTF-8 JSON, indented by two, ending in a line feed.</summary>
    /// <param name="diff">Difference; of its steps those are written that do something or ignore a new value.</param>
    /// <param name="verdict">Judgement of it.</param>
    /// <param name="cost">Change of the monthly cost; null when it is not computed.</param>
    public static byte[] Write(PlanDiff diff, Verdict verdict, CostChange? cost = null) =>
        JsonOutput.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("format", Format);
            WriteHeader(writer, "old", diff.Old.Header);
            WriteHeader(writer, "new", diff.New.Header);
            WriteVerdict(writer, verdict);
            WriteCounts(writer, diff);
            WriteCost(writer, cost);
            writer.WriteStartArray("steps");
            var kept = diff.KeptOut.ToHashSet();
            foreach (var step in diff.Steps.Where(step => step.Kind != StepKind.Same || kept.Contains(step)))
            {
                WriteStep(writer, step);
            }
            writer.WriteEndArray();
            WriteChanges(writer, "outputs", diff.Outputs);
            writer.WriteNumber("uncomparedSecrets", diff.UncomparedSecrets);
            writer.WriteEndObject();
        });

    private static void WriteHeader(Utf8JsonWriter writer, string name, PlanHeader header)
    {
        writer.WriteStartObject(name);
        JsonOutput.WriteHeader(writer, header);
        writer.WriteEndObject();
    }

    private static void WriteVerdict(Utf8JsonWriter writer, Verdict verdict)
    {
        writer.WriteStartObject("verdict");
        writer.WriteString("level", JsonOutput.NameOf(verdict.Level));
        writer.WriteStartArray("findings");
        foreach (var finding in verdict.Findings)
        {
            writer.WriteStartObject();
            writer.WriteString("level", JsonOutput.NameOf(finding.Level));
            writer.WriteString("topic", JsonOutput.NameOf(finding.Topic));
            writer.WriteString("text", finding.Text);
            writer.WriteString("advice", finding.Advice);
            writer.WriteString("urn", finding.Urn);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes the number of steps of each kind as `counts`.</summary>
    internal static void WriteCounts(Utf8JsonWriter writer, PlanDiff diff)
    {
        writer.WriteStartObject("counts");
        foreach (var kind in Enum.GetValues<StepKind>())
        {
            writer.WriteNumber(JsonOutput.NameOf(kind), diff.Steps.Count(step => step.Kind == kind));
        }
        writer.WriteEndObject();
    }

    private static void WriteCost(Utf8JsonWriter writer, CostChange? cost)
    {
        if (cost is null)
        {
            writer.WriteNull("cost");
            return;
        }
        writer.WriteStartObject("cost");
        writer.WriteString("currency", cost.Currency);
        writer.WriteNumber("from", cost.From);
        writer.WriteNumber("to", cost.To);
        WriteSum(writer, "earlierFrom", cost.EarlierFrom);
        WriteSum(writer, "earlierTo", cost.EarlierTo);
        writer.WriteBoolean("incomplete", cost.IsIncomplete);
        writer.WriteEndObject();
    }

    private static void WriteSum(Utf8JsonWriter writer, string name, decimal? sum)
    {
        if (sum is { } known)
        {
            writer.WriteNumber(name, known);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static void WriteStep(Utf8JsonWriter writer, ResourceStep step)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", JsonOutput.NameOf(step.Kind));
        writer.WriteString("urn", step.Resource.Urn);
        writer.WriteString("oldUrn", step.Old?.Urn);
        writer.WriteString("type", step.Resource.Type);
        writer.WriteString("name", step.Resource.Name);
        writer.WriteBoolean("moved", step.IsMoved);
        writer.WriteBoolean("deletesFirst", step.DeletesFirst);
        writer.WriteBoolean("retained", step.IsRetained);
        writer.WriteString("goneWith", step.GoneWith);
        writer.WriteString("forcedBy", step.ForcedBy);
        JsonOutput.WriteStrings(writer, "refusals", step.Refusals);
        WriteChanges(writer, "changes", step.Changes);
        WriteChanges(writer, "options", step.Options);
        writer.WriteEndObject();
    }

    private static void WriteChanges(Utf8JsonWriter writer, string name, IReadOnlyList<PropertyChange> changes)
    {
        writer.WriteStartArray(name);
        foreach (var change in changes)
        {
            WriteChange(writer, change);
        }
        writer.WriteEndArray();
    }

    private static void WriteChange(Utf8JsonWriter writer, PropertyChange change)
    {
        writer.WriteStartObject();
        writer.WriteString("path", change.Path);
        writer.WriteString("placePath", change.PlacePath);
        writer.WriteString("kind", JsonOutput.NameOf(change.Kind));
        writer.WriteString("effect", JsonOutput.NameOf(change.Effect));
        writer.WriteBoolean("secret", change.IsSecret);
        writer.WriteBoolean("keepsMeaning", change.KeepsMeaning);
        WriteSide(writer, "old", change.Old);
        WriteSide(writer, "new", change.New);
        WriteLines(writer, change.Lines);
        if (change.Rule is { } rule)
        {
            writer.WriteStartObject("rule");
            writer.WriteString("path", rule.Path);
            writer.WriteString("note", rule.Note);
            writer.WriteString("source", rule.Source);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("rule");
        }
        writer.WriteEndObject();
    }

    /// <summary>Writes one side of a change. A side without a value has no field, because null is a value too.</summary>
    private static void WriteSide(Utf8JsonWriter writer, string name, PlanValue? value)
    {
        if (value is not null)
        {
            writer.WritePropertyName(name);
            JsonOutput.WriteValue(writer, value);
        }
    }

    private static void WriteLines(Utf8JsonWriter writer, IReadOnlyList<TextLine> lines)
    {
        writer.WriteStartArray("lines");
        foreach (var line in lines)
        {
            writer.WriteStringValue($"{line.Mark}{line.Text}");
        }
        writer.WriteEndArray();
    }
}
