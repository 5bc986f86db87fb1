using System.Globalization;
using Infra.Model;
using Infra.Preview.Graph;

namespace Infra.Preview.Phases;

/// <summary>Gate at the end of a phase, in words.</summary>
/// <param name="Name">Name.</param>
/// <param name="Title">Title.</param>
/// <param name="Criteria">Criteria, one sentence each.</param>
public sealed record LadderGate(string Name, string Title, IReadOnlyList<string> Criteria)
{
    /// <summary>Last answers of the criteria, in the order of these; without those of which no state has evidence.</summary>
    public IReadOnlyList<LadderEvidence> Evidence { get; init; } = [];

    /// <summary>Describes a gate.</summary>
    /// <param name="gate">Gate.</param>
    /// <param name="evidence">Evidence of criteria, by `gate/criterion`.</param>
    internal static LadderGate Of(GateSpec gate, IReadOnlyDictionary<string, string> evidence) =>
        new(gate.Name, gate.Title, [.. gate.Criteria.Select(InWords)])
        {
            Evidence =
            [
                .. gate.Criteria
                    .Where(criterion => evidence.ContainsKey($"{gate.Name}/{criterion.Name}"))
                    .Select(criterion => LadderEvidence.Of(criterion.Name, evidence[$"{gate.Name}/{criterion.Name}"])),
            ],
        };

    /// <summary>Title with what the check looks at, as `All nodes are ready (nodesReady in dev)`.</summary>
    private static string InWords(CriterionSpec criterion)
    {
        var check = new List<string> { JsonOutput.NameOf(criterion.Check) };
        AddIfGiven("of", criterion.Target);
        AddIfGiven("at", criterion.Path);
        AddIfGiven("in", criterion.Environment);
        AddIfGiven("up to", criterion.Max?.ToString(CultureInfo.InvariantCulture));
        AddIfGiven("for", criterion.For?.ToString());
        return $"{criterion.Title} ({string.Join(' ', check)})";

        void AddIfGiven(string word, string? value)
        {
            if (value is not null)
            {
                check.Add($"{word} {value}");
            }
        }
    }
}
