using System.Text.RegularExpressions;
using Infra.Preview.Diff;
using Infra.Preview.Graph;
using Infra.Tests.Schemas;
using Infra.Tests.Support;
using Newtonsoft.Json.Linq;
using static Infra.Tests.Preview.Diff.DiffPlans;

namespace Infra.Tests.Preview.Diff;

public sealed partial class ReplacementRulesTests
{
    private const string ConfigMap = "kubernetes:core/v1:ConfigMap";
    private const string Pod = "kubernetes:core/v1:Pod";
    private const string Definition = "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition";

    private static readonly IReadOnlyList<ReplacementRule> All = ReplacementRules.All;

    public static TheoryData<int, string> Rows()
    {
        var rows = new TheoryData<int, string>();
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i].Provider != "engine")
            {
                rows.Add(i, $"{All[i].Type} {All[i].Path} {All[i].Effect} {All[i].When}");
            }
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void ChangeAtThePathOfARowHasItsEffect(int row, string name)
    {
        var rule = All[row];
        var diff = Differ(rule, Path(rule), Values(rule));

        var step = diff.Step("thing");
        Assert.True(step.Changes.Any(change => change.Rule?.Path == rule.Path && change.Effect == rule.Effect), name);
        if (rule.Effect == ChangeEffect.Replace)
        {
            var keepsItsPlace = rule.Path is not ("metadata.name" or "metadata.namespace");
            Assert.Equal(rule.Order == DeletionOrder.DeleteFirstIfNamed && keepsItsPlace, step.DeletesFirst);
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void ChangeBesideThePathOfARowIsDecidedByAnother(int row, string name)
    {
        var rule = All[row];
        if (rule.Path == "*")
        {
            return;
        }
        var path = Path(rule);
        path[^1] = path[^1] == "0" ? "1" : path[^1] + "Beside";
        var (old, value) = (PlanValue.OfText("a"), PlanValue.OfText("b"));

        var changes = Differ(rule, path, (old, value)).Step("thing").Changes;
        Assert.NotEmpty(changes);
        Assert.False(changes.Any(change => change.Rule is { } other && other.Path == rule.Path && other.Type == rule.Type), name);
    }

    [Fact]
    public void TableHasTheRowsOfTheSources()
    {
        var rows = (JArray)YamlTokens.Documents(File.ReadAllText(Repository.Reference("data", "pulumi", "replacement.yaml")))[0]["rules"]!;
        var own = All.ToLookup(rule => (rule.Provider, rule.Type));
        var wrong = new List<string>();
        foreach (var group in rows.GroupBy(row => ((string)row["provider"]!, (string)row["type"]!)))
        {
            foreach (var (expected, rule) in group.Zip(own[group.Key]))
            {
                var text = $"{rule.Path} {rule.Effect} {rule.Order} {rule.When is not null}";
                var right = $"{expected["path"]} {EffectOf(expected)} {OrderOf(expected, rule)} {IsConditional(expected, rule)}";
                if (text != right || !rule.Source.Contains(LastOf((string)expected["source"]!), StringComparison.Ordinal))
                {
                    wrong.Add($"{group.Key}: {text} ({rule.Source}) instead of {right} ({expected["source"]})");
                }
            }
            if (own[group.Key].Count() < group.Count())
            {
                wrong.Add($"{group.Key}: {own[group.Key].Count()} rows instead of {group.Count()}");
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(428, rows.Count);
    }

    [Fact]
    public void EngineHasARuleForEachOption() =>
        Assert.Equal(
            [
                "<type token>", "<option provider>", "<option replaceOnChanges>", "<option replaceWith>", "<option replacementTrigger>",
                "<option deleteBeforeReplace>", "<option protect>", "<option ignoreChanges>", "<init errors>",
            ],
            All.Where(rule => rule.Provider == "engine").Select(rule => rule.Path));

    [Fact]
    public void LongerPathPrecedesAMoreSpecificType() =>
        Assert.Equal(
            [("metadata.namespace", "*"), ("metadata.name", "*"), ("*", Definition), ("*", "<custom resource>"), ("*", "*")],
            ReplacementRules.Of(Definition).Select(rule => (rule.Path, rule.Type)));

    [Theory]
    [InlineData("example:index:Thing")]
    [InlineData("pulumi:providers:random")]
    [InlineData("pulumi:pulumi:Stack")]
    [InlineData("infra:apps:App")]
    public void TypesWithoutRulesHaveNone(string type) => Assert.Empty(ReplacementRules.Of(type));

    [Theory]
    [InlineData("kubernetes:apps/v1:StatefulSet", "spec: { template: { x: 1 } }", "spec: { template: { x: 2 } }", ChangeEffect.Update)]
    [InlineData("kubernetes:apps/v1:StatefulSet", "spec: { serviceName: a }", "spec: { serviceName: b }", ChangeEffect.Replace)]
    [InlineData("kubernetes:apps/v1:StatefulSet", "spec: { other: a }", "spec: { other: b }", ChangeEffect.Refused)]
    [InlineData(Pod, "spec: { containers: [{ image: x }] }", "spec: { containers: [{ image: y }] }", ChangeEffect.Replace)]
    [InlineData(Pod, "spec: { containers: [{ image: x }] }", "spec: { containers: [{ image: x }, { image: y }] }", ChangeEffect.Replace)]
    [InlineData(Pod, "spec: { x: 1 }", "{ spec: { x: 1 }, metadata: { labels: { a: b } } }", ChangeEffect.Update)]
    [InlineData("kubernetes:core/v1:Service", "{}", "spec: { clusterIP: None }", ChangeEffect.Replace)]
    [InlineData("kubernetes:core/v1:Service", "spec: { clusterIP: None }", "{}", ChangeEffect.Update)]
    [InlineData("tls:index/selfSignedCert:SelfSignedCert", "{}", "subject: { commonName: a }", ChangeEffect.Replace)]
    [InlineData("tls:index/selfSignedCert:SelfSignedCert", "subject: { commonName: a }", "{}", ChangeEffect.Replace)]
    public void MostSpecificRowDecides(string type, string old, string inputs, ChangeEffect effect) =>
        Assert.Equal(effect, StepOf(Resource(type, "a", old), Resource(type, "a", inputs)).Changes.Max(change => change.Effect));

    [Fact]
    public void MutableConfigMapIsUpdated()
    {
        var provider = Resource("pulumi:providers:kubernetes", "cluster", "enableConfigMapMutable: 'true'");
        var old = Resource(ConfigMap, "a", "{ metadata: { name: a }, data: { x: a } }") with { Provider = provider.Urn };
        var diff = PlanDiffer.Between(Of(provider, old), Of(provider, old.Given("{ metadata: { name: a }, data: { x: b } }")));

        Assert.Equal(StepKind.Update, diff.Step("a").Kind);
    }

    /// <summary>Difference of two versions of a resource of a rule's type that differ at one path.</summary>
    private static PlanDiff Differ(ReplacementRule rule, string[] path, (PlanValue? Old, PlanValue? New) values)
    {
        var type = rule.Type switch
        {
            "*" when rule.Provider == "random" => "random:index/randomOther:RandomOther",
            "*" => "kubernetes:networking.k8s.io/v1:Ingress",
            "*Patch" => "kubernetes:core/v1:ConfigMapPatch",
            "<custom resource>" => "kubernetes:traefik.io/v1alpha1:Middleware",
            _ => rule.Type,
        };
        const string Inputs = "{ enableConfigMapMutable: 'true', enableSecretMutable: 'true' }";
        var provider = Resource("pulumi:providers:kubernetes", "cluster", Inputs);
        var thing = Resource(type, "thing", "{ name: same, metadata: { name: same } }");
        if (rule.When == RuleCondition.WasImmutable)
        {
            thing = thing with { Provider = provider.Urn };
        }
        var (old, changed) = (With(thing, path, values.Old), With(thing, path, values.New));
        if (rule.When == RuleCondition.WasImmutable && rule.Path != "immutable")
        {
            old = old.WithInput(PlanValue.OfTruth(true), "immutable");
        }
        return PlanDiffer.Between(Of(provider, old), Of(provider, changed));
    }

    private static PlanResource With(PlanResource resource, string[] path, PlanValue? value)
    {
        if (value is null)
        {
            return resource;
        }
        for (var i = 1; i < path.Length; i++)
        {
            if (char.IsAsciiDigit(path[i][0]))
            {
                resource = resource.WithInput(PlanValue.OfList([PlanValue.EmptyMap, PlanValue.EmptyMap]), path[..i]);
            }
        }
        return resource.WithInput(value, path);
    }

    /// <summary>Keys of a rule's path, with a place for `[*]` and an input for `*`.</summary>
    private static string[] Path(ReplacementRule rule) => rule.Path == "*" ? ["example"] : [.. Keys().Matches(rule.Path).Select(KeyOf)];

    private static string KeyOf(Match match) =>
        match.Groups[1].Success ? match.Groups[1].Value : match.Value == "[*]" ? "0" : match.Value;

    /// <summary>Values between which the condition of a rule holds.</summary>
    private static (PlanValue? Old, PlanValue? New) Values(ReplacementRule rule) => rule.When switch
    {
        RuleCondition.IsWhole => (null, PlanValues.Of("[a]")),
        RuleCondition.IsSmaller => (PlanValue.OfText("2Gi"), PlanValue.OfText("1Gi")),
        RuleCondition.IsRemoved => (PlanValue.OfText("a"), null),
        RuleCondition.TypeIsOutOfReach => (PlanValue.OfText("cx33"), PlanValue.OfText("cax21")),
        RuleCondition.FirstEntryDiffers or RuleCondition.FirstEntryChanges => (PlanValues.Of("[a, c]"), PlanValues.Of("[b, c]")),
        RuleCondition.WasPem => (PlanValue.OfText("-----BEGIN X-----"), PlanValue.OfText("b")),
        RuleCondition.RenewalIsDue => (PlanValue.OfTruth(false), PlanValue.OfTruth(true)),
        RuleCondition.JobMustBeReady => (null, PlanValue.OfText("true")),
        RuleCondition.WasImmutable when rule.Path == "immutable" => (PlanValue.OfTruth(true), PlanValue.OfTruth(false)),
        null when rule.Path == "placementGroupId" => (null, PlanValue.OfNumber(1)),
        null when rule.Path == "size" => (PlanValue.OfNumber(1), PlanValue.OfNumber(2)),
        _ => (PlanValue.OfText("a"), PlanValue.OfText("b")),
    };

    private static ChangeEffect EffectOf(JToken row) => (string)row["effect"]! switch
    {
        "replace" => ChangeEffect.Replace,
        "update-refused" or "refuse" => ChangeEffect.Refused,
        "order" or "suppress" => ChangeEffect.Ignored,
        _ => ChangeEffect.Update,
    };

    /// <summary>Order that a row tells. Some rows do not repeat that of Kubernetes objects, which is the same for all of them.</summary>
    private static DeletionOrder OrderOf(JToken row, ReplacementRule rule)
    {
        var text = (string?)row["deleteBeforeReplace"] ?? "";
        var isObject = rule is { Provider: "kubernetes", Effect: ChangeEffect.Replace }
            && !rule.Type.StartsWith("pulumi:", StringComparison.Ordinal)
            && !rule.Type.StartsWith("kubernetes:helm.sh/", StringComparison.Ordinal);
        return isObject || text.Contains("given explicitly", StringComparison.Ordinal)
            ? DeletionOrder.DeleteFirstIfNamed
            : DeletionOrder.CreateFirst;
    }

    /// <summary>Whether a row's condition depends on values; other conditions tell what a change does.</summary>
    private static bool IsConditional(JToken row, ReplacementRule rule)
    {
        var text = (string?)row["condition"] ?? "";
        string[] signs =
        [
            "\"\" and \"default\"", "Mutable", "CEL rule", "ignored", "only when", "primary entry", "may not change", "when the old value",
            "same as kubeconfig", "when the active cluster", "whole property", "as for Command", "except", "no input:", "annotation",
            "compared as text", "suppressed when",
        ];
        return Array.Exists(signs, sign => text.Contains(sign, StringComparison.Ordinal)) || rule.When == RuleCondition.DiffersFromDefault;
    }

    private static string LastOf(string source)
    {
        var text = source.Split(" (")[0];
        return text[(text.LastIndexOf('/') + 1)..];
    }

    [GeneratedRegex(@"\[""([^""]+)""\]|\[\*\]|[^.\[\]]+")]
    private static partial Regex Keys();
}
