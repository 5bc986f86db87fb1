using System.Text;
using Infra.Cli.Output;
using Infra.Preview.Diff;
using Infra.Preview.Graph;
using Infra.Tests.Support;
using Infra.Tests.Systems;
using static Infra.Tests.Preview.Diff.DiffPlans;

namespace Infra.Tests.Cli;

public sealed class DiffViewTests
{
    private const StringComparison Exact = StringComparison.Ordinal;
    private const string Map = "kubernetes:core/v1:ServiceAccount";

    [Fact]
    public void NothingThatDiffersIsOneLine() => Assert.Equal("nothing differs\n", Shown(Of(), Of()));

    [Fact]
    public void ChangedPropertyIsALineWithItsConsequence()
    {
        var text = Shown(
            Of(Resource("hcloud:index/server:Server", "a", "name: a\nserverType: cx33\nlocation: nbg1")),
            Of(Resource("hcloud:index/server:Server", "a", "name: a\nserverType: cx33\nlocation: fsn1")));
        Assert.Contains("\nreplaced\n  a  Server (deleted first)\n    location: nbg1 -> fsn1  (forces replacement)\n", text, Exact);
    }

    [Fact]
    public void SameChangeOfManyResourcesIsOneBlock()
    {
        var names = new[] { "a", "b", "c" };
        var text = Shown(
            Of([.. names.Select(name => Resource(Map, name, $"metadata: {{name: {name}, labels: {{version: v1}}}}"))]),
            Of([.. names.Select(name => Resource(Map, name, $"metadata: {{name: {name}, labels: {{version: v2}}}}"))]));
        Assert.Equal("3 updated\n\nupdated\n  3 ServiceAccount alike\n    a, b, c\n    metadata.labels.version: v1 -> v2\n", text);
    }

    [Fact]
    public void OtherChangesOfAlikeResourcesAreShownWithThem()
    {
        var names = new[] { "a", "b", "c" };
        var text = Shown(
            Of([.. names.Select(name => Resource(Map, name, $"metadata: {{name: {name}, labels: {{version: v1}}}}\ndata: {{x: o}}"))]),
            Of([.. names.Select(name =>
                Resource(Map, name, $"metadata: {{name: {name}, labels: {{version: v2}}}}\ndata: {{x: {(name == "b" ? "p" : "o")}}}"))]));
        Assert.Contains("  b  ServiceAccount\n    data.x: o -> p\n  3 ServiceAccount alike\n", text, Exact);
    }

    [Fact]
    public void ManyCreationsAreListedByKind()
    {
        var maps = Enumerable.Range(0, 20).Select(i => Resource(Map, $"map-{i}", "data: {long: value}")).ToArray();
        var text = Shown(Of(), Of(maps));
        Assert.Contains("20 created\n\ncreated\n  20 ServiceAccount\n    map-0, map-1, ", text, Exact);
        Assert.Contains("map-11 and 8 more\n", text, Exact);
        Assert.DoesNotContain("value", text, Exact);
    }

    [Fact]
    public void ChangedTextIsShownByItsLines()
    {
        var text = Shown(
            Of(Resource(Map, "a", "data: {script: \"one\\ntwo\\nthree\\n\"}")),
            Of(Resource(Map, "a", "data: {script: \"one\\nzwei\\nthree\\n\"}")));
        Assert.Contains("    data.script:\n        one\n      - two\n      + zwei\n        three\n", text, Exact);
    }

    [Fact]
    public void SecretsAndLongValuesAreNotShownInFull()
    {
        var old = Resource(Map, "a", "data: {key: '[secret]', long: b}") with
        {
            SecretInputs = ["data.key"],
            SecretDigests = new Dictionary<string, string> { ["data.key"] = "1" },
        };
        var now = Resource(Map, "a", $"data: {{key: '[secret]', long: {new string('x', 500)}}}") with
        {
            SecretInputs = ["data.key"],
            SecretDigests = new Dictionary<string, string> { ["data.key"] = "2" },
        };
        var text = Shown(Of(old), Of(now));
        Assert.Contains("    data.key: secret changed\n", text, Exact);
        Assert.Contains($"    data.long: b -> {new string('x', 100)}... (500 characters)\n", text, Exact);
    }

    [Fact]
    public void ControlCharactersOfValuesAreEscaped() => Assert.Contains(
        "a -> \\u001b[31mred",
        Shown(Of(Resource(Map, "a", "data: {x: a}")), Of(Resource(Map, "a", "data: {x: \"\\e[31mred\"}"))),
        Exact);

    [Fact]
    public void FindingsComeFirstAndFitTheScreen()
    {
        var claim = Resource("kubernetes:core/v1:PersistentVolumeClaim", "data", "metadata: {name: data, namespace: n}");
        var text = Shown(Of(claim), Of(), width: 60);
        Assert.StartsWith(
            "look at this first\n  danger    PersistentVolumeClaim n/data is deleted: its\n            volume goes with it\n", text, Exact);
    }

    [Fact]
    public async Task EveryStepOfALadderIsShown()
    {
        var old = await Infra.Preview.StackPreview.RunAsync(FrozenSystems.Root, "prod", "0-design");
        var diff = PlanDiffer.Between(old.Graph!, await Plans.OfAsync("prod"));
        Assert.Equal(diff.Changed.Count(), DiffOutline.Of(diff).Sum(block => block.Steps));
    }

    private static string Shown(PlanGraph old, PlanGraph plan, int? width = null)
    {
        var text = new StringBuilder();
        var diff = PlanDiffer.Between(old, plan);
        var report = DiffReport.Of("old", "new", diff);
        DiffView.Write(report, new(text, colored: false, width));
        return text.ToString();
    }
}
