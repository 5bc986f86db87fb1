using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Preview.Cost;
using Infra.Preview.Diff;
using Infra.Preview.Graph;
using Infra.Tests.Support;
using Json.Schema;

namespace Infra.Tests.Preview.Diff;

public sealed class DiffJsonTests
{
    private const string Urn = "urn:pulumi:prod::infra::kubernetes:core/v1:ConfigMap::settings";

    private static readonly ReplacementRule Rule = new("kubernetes", "kubernetes:core/v1:ConfigMap", "data", ChangeEffect.Replace)
    {
        Note = "a note",
        Source = "pulumi-kubernetes 4.32.0 provider/diff.go:32",
    };

    private static readonly PlanResource Resource = new()
    {
        Urn = Urn,
        Type = "kubernetes:core/v1:ConfigMap",
        Name = "settings",
    };

    private static readonly PlanDiff Full = new()
    {
        Old = Plan("prod", "2-stage"),
        New = Plan("prod", null),
        Steps =
        [
            new(StepKind.Same, Resource, Resource),
            new(StepKind.Create, null, Resource),
            new(StepKind.Replace, Resource, Resource)
            {
                DeletesFirst = true,
                IsRetained = true,
                ForcedBy = Urn,
                Changes =
                [
                    new("data[\"a.conf\"]", ChangeKind.Changed)
                    {
                        Old = PlanValue.OfText("a\nb\n"),
                        New = PlanValue.OfText("a\nc\n"),
                        Effect = ChangeEffect.Replace,
                        Rule = Rule,
                    },
                    new("data.key", ChangeKind.Changed) { IsSecret = true },
                    new("x[name=a]", ChangeKind.Removed) { PlacePath = "x[1]", Old = PlanValue.None, Effect = ChangeEffect.Ignored },
                    new("y", ChangeKind.Added) { New = PlanValue.OfMap(["b"], [PlanValue.OfNumber(1)]), KeepsMeaning = true },
                    new("z", ChangeKind.Reordered) { Old = PlanValue.OfList([]), New = PlanValue.OfList([]) },
                ],
                Options = [new("protect", ChangeKind.Changed) { Old = PlanValue.OfTruth(true), New = PlanValue.OfTruth(false) }],
            },
            new(StepKind.Refuse, Resource, Resource) { Refusals = ["the API rejects it"] },
            new(StepKind.Delete, Resource, null) { GoneWith = Urn },
        ],
        Outputs = [new("url", ChangeKind.Changed) { Old = PlanValue.OfText("a"), New = PlanValue.Unknown }],
        UncomparedSecrets = 2,
    };

    private static readonly Verdict Judged = new(
    [
        new(FindingLevel.Danger, FindingTopic.Data, "the database is deleted", Urn) { Advice = "dump it first" },
        new(FindingLevel.Note, FindingTopic.Money, "the month costs 5 EUR more", null),
    ]);

    private static readonly CostChange Cost = new()
    {
        Currency = "EUR",
        From = 31.5m,
        To = 36.49m,
        EarlierFrom = 27m,
        EarlierTo = null,
        Items = [],
    };

    private static readonly Lazy<JsonSchema> Strict = new(() =>
    {
        var schema = JsonNode.Parse(File.ReadAllText(Repository.File("docs", "diff.schema.json")))!;
        Close(schema);
        return JsonSchema.FromText(schema.ToJsonString());
    });

    public static TheoryData<string> Cases() => ["full", "empty"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void FitsItsSchema(string name) => Accepted(Written(name));

    [Theory]
    [InlineData("\"replace\": 1", "\"replace\": -1")]
    [InlineData("\"level\": \"danger\"", "\"level\": \"high\"")]
    [InlineData("\"format\": \"infra.diff/1\"", "\"format\": \"infra.diff/2\"")]
    [InlineData("\"secret\": false", "\"secret\": true")]
    [InlineData("\"secret\"", "\"unknown\": 1,\n \"secret\"")]
    [InlineData("\"+c\"", "\"c\"")]
    [InlineData("\"forcedBy\": \"urn:", "\"forcedBy\": \"run:")]
    [InlineData("\"currency\": \"EUR\",", "")]
    public void SchemaRefusesAnotherDocument(string part, string other)
    {
        var text = Written("full");
        Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.False(Strict.Value.Evaluate(JsonNode.Parse(text.Replace(part, other, StringComparison.Ordinal))).IsValid);
    }

    [Fact]
    public async Task DifferenceOfARealStackFitsTheSchema()
    {
        var old = await DatabaseSystems.PlanAsync("prod", "2-stage");
        var plan = await DatabaseSystems.PlanAsync("prod", "3-prod");
        var steps = plan.Resources.Select(resource => old.Find(resource.Urn) is { } former
            ? new ResourceStep(StepKind.Update, former, resource) { Changes = ValueDiffer.Between(former, resource).Changes }
            : new(StepKind.Create, null, resource)).ToArray();
        Assert.Contains(steps, step => step.Changes.Any(change => change.Lines.Count > 0));
        var diff = new PlanDiff { Old = old, New = plan, Steps = steps, Outputs = ValueDiffer.Between(old.Outputs, plan.Outputs) };
        Accepted(Encoding.UTF8.GetString(DiffJson.Write(diff, new([]), CostChange.Of(diff))));
    }

    [Fact]
    public void DocumentListsExactlyTheWrittenFields()
    {
        using var json = JsonDocument.Parse(Written("full"));
        var root = json.RootElement;
        var changes = root.GetProperty("steps")[1].GetProperty("changes");
        var written = Names(root)
            .Concat(Names(root.GetProperty("cost")))
            .Concat(Names(root.GetProperty("verdict").GetProperty("findings")[0]))
            .Concat(Names(root.GetProperty("steps")[1]))
            .Concat(Names(changes[0]));
        var described = File.ReadLines(Repository.File("docs", "diff-format.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1]);
        Assert.Equal(described, written);
    }

    [Fact]
    public void LeavesOutWhatStaysTheSame()
    {
        using var json = JsonDocument.Parse(Written("full"));
        Assert.Equal(
            ["create", "replace", "refuse", "delete"],
            json.RootElement.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("kind").GetString()));
        Assert.Equal(1, json.RootElement.GetProperty("counts").GetProperty("same").GetInt32());
    }

    [Fact]
    public void EqualDifferencesHaveEqualBytes() => Assert.Equal(Written("full"), Written("full"));

    [Fact]
    public void NullIsAValueAndNoValueIsNoField()
    {
        using var json = JsonDocument.Parse(Written("full"));
        var changes = json.RootElement.GetProperty("steps")[1].GetProperty("changes");
        Assert.Equal(JsonValueKind.Null, changes[2].GetProperty("old").ValueKind);
        Assert.False(changes[2].TryGetProperty("new", out _));
        Assert.False(changes[1].TryGetProperty("old", out _) || changes[1].TryGetProperty("new", out _));
    }

    private static string Written(string name) => Encoding.UTF8.GetString(
        name == "full"
            ? DiffJson.Write(Full, Judged, Cost)
            : DiffJson.Write(new() { Old = Plan("dev", null), New = Plan("dev", null), Steps = [] }, new([])));

    private static PlanGraph Plan(string stack, string? phase) => new(new(stack, "community", stack, phase), [], PlanValue.EmptyMap);

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(field => field.Name);

    private static void Accepted(string text)
    {
        var result = Strict.Value.Evaluate(JsonNode.Parse(text), new() { OutputFormat = OutputFormat.List });
        Problems.None(
            result.IsValid
                ? []
                : result.Details.Where(detail => detail.HasErrors)
                    .Select(detail => $"{detail.InstanceLocation}: {string.Join(", ", detail.Errors!.Values)}"));
    }

    /// <summary>Makes an undescribed field an error: readers ignore such fields, the writer must not have any.</summary>
    private static void Close(JsonNode schema)
    {
        if (schema is JsonObject map)
        {
            if (map["type"]?.ToString() == "object" && map.ContainsKey("properties"))
            {
                map["additionalProperties"] = false;
            }
            foreach (var entry in map.Where(entry => entry.Value is not null).ToArray())
            {
                Close(entry.Value!);
            }
        }
        else if (schema is JsonArray list)
        {
            foreach (var item in list.Where(item => item is not null))
            {
                Close(item!);
            }
        }
    }
}
