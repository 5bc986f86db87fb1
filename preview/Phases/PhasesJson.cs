using System.Text.Json;
using Infra.Preview.Cost;
using Infra.Preview.Diff;
using Infra.Preview.Graph;
using Infra.Preview.Overview;

namespace Infra.Preview.Phases;

/// <summary>A migration ladder as JSON, format `infra.phases/1` (docs/phases.md). Equal ladders give equal bytes.</summary>
public static class PhasesJson
{
    /// <summary>The format's name and version, the first field of every document.</summary>
    public const string Format = "infra.phases/1";

    /// <summary>The ladder as UTF-8 JSON, indented by two, ending in a line feed.</summary>
    public static byte[] Write(PhaseLadder ladder) => JsonOutput.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("format", Format);
        JsonOutput.WriteHeader(writer, ladder.Header);
        WriteProgress(writer, ladder.Progress);
        WriteCost(writer, "startCost", ladder.StartCost);
        writer.WriteStartArray("phases");
        foreach (var phase in ladder.Phases)
        {
            WritePhase(writer, phase);
        }
        writer.WriteEndArray();
        JsonOutput.WriteStrings(writer, "problems", ladder.Problems);
        writer.WriteEndObject();
    });

    private static void WritePhase(Utf8JsonWriter writer, LadderPhase phase)
    {
        writer.WriteStartObject();
        writer.WriteString("name", phase.Name);
        writer.WriteString("title", phase.Title);
        writer.WriteString("weeks", phase.Weeks);
        writer.WriteString("risk", phase.Risk);
        writer.WriteString("riskNote", phase.RiskNote);
        writer.WriteString("goal", phase.Goal);
        writer.WriteBoolean("completed", phase.IsCompleted);
        writer.WriteStartArray("steps");
        foreach (var step in phase.Steps)
        {
            WriteStep(writer, step);
        }
        writer.WriteEndArray();
        writer.WriteStartArray("gates");
        foreach (var gate in phase.Gates)
        {
            writer.WriteStartObject();
            writer.WriteString("name", gate.Name);
            writer.WriteString("title", gate.Title);
            JsonOutput.WriteStrings(writer, "criteria", gate.Criteria);
            WriteEvidence(writer, gate.Evidence);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteProgress(Utf8JsonWriter writer, LadderProgress? progress)
    {
        if (progress is null)
        {
            writer.WriteNull("progress");
            return;
        }
        writer.WriteStartObject("progress");
        writer.WriteString("by", progress.IsState ? "state" : "config");
        writer.WriteString("step", progress.Step);
        writer.WriteBoolean("new", progress.IsNew);
        writer.WriteString("next", progress.Next);
        JsonOutput.WriteStrings(writer, "gates", progress.Gates);
        JsonOutput.WriteStrings(writer, "commands", progress.Commands);
        JsonOutput.WriteStrings(writer, "refusals", progress.Refusals);
        writer.WriteEndObject();
    }

    private static void WriteEvidence(Utf8JsonWriter writer, IReadOnlyList<LadderEvidence> evidence)
    {
        writer.WriteStartArray("evidence");
        foreach (var answer in evidence)
        {
            writer.WriteStartObject();
            writer.WriteString("criterion", answer.Criterion);
            if (answer.IsPassed is { } passed)
            {
                writer.WriteBoolean("ok", passed);
            }
            else
            {
                writer.WriteNull("ok");
            }
            writer.WriteString("at", answer.At);
            writer.WriteString("seen", answer.Seen);
            writer.WriteString("required", answer.Required);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteStep(Utf8JsonWriter writer, LadderStep step)
    {
        writer.WriteStartObject();
        writer.WriteString("name", step.Name);
        writer.WriteString("title", step.Title);
        writer.WriteString("place", JsonOutput.NameOf(step.Place));
        writer.WriteString("scope", JsonOutput.NameOf(step.Scope));
        writer.WriteBoolean("final", step.IsFinal);
        JsonOutput.WriteStrings(writer, "requires", step.Requires);
        JsonOutput.WriteStrings(writer, "dataMoves", step.DataMoves);
        JsonOutput.WriteStrings(writer, "tasks", step.Tasks);
        JsonOutput.WriteStrings(writer, "notBuilt", step.NotBuilt);
        WriteCost(writer, "cost", step.Cost);
        WriteChange(writer, step.CostChange);
        WriteVerdict(writer, step.Verdict);
        WriteDiff(writer, step.Diff);
        JsonOutput.WriteStrings(writer, "problems", step.Problems);
        writer.WriteEndObject();
    }

    private static void WriteCost(Utf8JsonWriter writer, string name, MonthlyCost? cost)
    {
        if (cost is null)
        {
            writer.WriteNull(name);
            return;
        }
        writer.WriteStartObject(name);
        writer.WriteString("currency", cost.Prices.Currency);
        writer.WriteNumber("sum", cost.Sum);
        writer.WriteBoolean("incomplete", cost.IsIncomplete);
        writer.WriteEndObject();
    }

    private static void WriteChange(Utf8JsonWriter writer, CostChange? change)
    {
        if (change is null)
        {
            writer.WriteNull("costChange");
        }
        else
        {
            writer.WriteNumber("costChange", change.To - change.From);
        }
    }

    private static void WriteVerdict(Utf8JsonWriter writer, Verdict? verdict)
    {
        writer.WriteString("verdict", verdict is null ? null : JsonOutput.NameOf(verdict.Level));
        JsonOutput.WriteStrings(writer, "findings", [.. verdict?.Findings.Select(finding => finding.Text) ?? []]);
    }

    private static void WriteDiff(Utf8JsonWriter writer, PlanDiff? diff)
    {
        if (diff is null)
        {
            writer.WriteNull("counts");
            writer.WriteNull("changes");
            return;
        }
        DiffJson.WriteCounts(writer, diff);
        writer.WriteStartArray("changes");
        foreach (var step in diff.Changed)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", JsonOutput.NameOf(step.Kind));
            writer.WriteString("urn", step.Resource.Urn);
            writer.WriteString("type", step.Resource.Type);
            writer.WriteString("name", step.Resource.Name);
            writer.WriteString("summary", ResourceSummary.Of(step.Resource));
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
