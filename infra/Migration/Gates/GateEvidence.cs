using System.Collections.Immutable;
using System.Text.Json;

namespace Infra.Migration;

/// <summary>
/// Evidence of a criterion, kept as one line of JSON in the stack's outputs and in the cluster. Pure.
/// </summary>
/// <param name="Gate">Name of the gate.</param>
/// <param name="Criterion">Name of the criterion.</param>
/// <param name="Check">The check.</param>
/// <param name="Asked">The question.</param>
/// <param name="Seen">The answer.</param>
/// <param name="Required">The required answer.</param>
/// <param name="At">Time or day of the answer.</param>
/// <param name="Ok">Whether the answer is the required one.</param>
public sealed record GateEvidence(
    string Gate, string Criterion, string Check, string Asked, string Seen, string Required, string At, bool Ok)
{
    /// <summary>Key of the evidence: <c>gate/criterion</c>.</summary>
    public string Key => $"{Gate}/{Criterion}";

    /// <summary>Evidence that the program itself has: of a confirmation.</summary>
    /// <param name="question">The question.</param>
    /// <param name="seen">The answer, which is the required one.</param>
    /// <param name="at">Day of the answer.</param>
    public static GateEvidence Of(GateQuestion question, string seen, string at) => new(
        question.Gate,
        question.Criterion.Name,
        JsonNamingPolicy.CamelCase.ConvertName(question.Criterion.Check.ToString()),
        question.Asked,
        seen,
        question.Required,
        at,
        Ok: true);

    /// <summary>The evidence as one line.</summary>
    public string Line()
    {
        var line = new OrderedDictionary<string, object>(StringComparer.Ordinal)
        {
            ["gate"] = Gate,
            ["criterion"] = Criterion,
            ["check"] = Check,
            ["asked"] = Asked,
            ["seen"] = Seen,
            ["required"] = Required,
            ["at"] = At,
            ["ok"] = Ok,
        };
        return JsonSerializer.Serialize(line);
    }

    /// <summary>Reads a line; null for one that is no evidence.</summary>
    /// <param name="line">The line.</param>
    public static GateEvidence? Read(string line)
    {
        if (!line.StartsWith("{\"gate\":", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            return new(
                Text("gate"), Text("criterion"), Text("check"), Text("asked"), Text("seen"), Text("required"), Text("at"),
                root.TryGetProperty("ok", out var ok) && ok.ValueKind == JsonValueKind.True);

            string Text(string name) =>
                root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The lines of a command's output that are evidence, by their keys.</summary>
    /// <param name="output">The output.</param>
    public static ImmutableDictionary<string, string> In(string output)
    {
        var found = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var line in output.Split('\n'))
        {
            if (Read(line) is { } evidence)
            {
                found[evidence.Key] = line;
            }
        }

        return found.ToImmutable();
    }
}
