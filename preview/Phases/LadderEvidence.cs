using System.Text.Json;

namespace Infra.Preview.Phases;

/// <summary>Answer of a gate's criterion in the last run that asked it.</summary>
/// <param name="Criterion">Name of the criterion.</param>
/// <param name="IsPassed">Whether it passed; null where the record does not say.</param>
/// <param name="At">Time of the answer; empty where the record does not say.</param>
/// <param name="Seen">Value that was seen; the whole record where it has another form.</param>
/// <param name="Required">Value that was required; empty where the record does not say.</param>
public sealed record LadderEvidence(string Criterion, bool? IsPassed, string At, string Seen, string Required)
{
    /// <summary>Reads the evidence of a criterion, a line of JSON.</summary>
    /// <param name="criterion">Name of the criterion.</param>
    /// <param name="text">The record in the stack's output.</param>
    internal static LadderEvidence Of(string criterion, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var record = document.RootElement;
            return record.ValueKind == JsonValueKind.Object
                ? new(criterion, Truth(record, "ok"), Text(record, "at"), Text(record, "seen"), Text(record, "required"))
                : new(criterion, null, "", text, "");
        }
        catch (JsonException)
        {
            return new(criterion, null, "", text, "");
        }
    }

    private static string Text(JsonElement record, string name) =>
        !record.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? ""
        : value.ValueKind == JsonValueKind.String ? value.GetString()!
        : value.GetRawText();

    private static bool? Truth(JsonElement record, string name) =>
        record.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.ValueKind == JsonValueKind.True
            : null;
}
