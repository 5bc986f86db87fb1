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
    public void OtherOptionsAloneAreADifference()
    {
        var map = Resource(Map, "a", "metadata: {name: a}");
        var text = Shown(Of(map with { Protect = true }), Of(map));
        Assert.StartsWith("look at this first\n  caution   the protection against deletion ends: ", text, Exact);
        Assert.EndsWith(
            "\n1 unchanged (1 with other options)\n\nother options\n  a  ServiceAccount\n    protect: true -> false\n", text, Exact);
        Assert.Equal("1 unchanged (1 with other options)\n", Shown(Of(map with { DependsOn = ["x"] }), Of(map)));
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

    [Theory]
    [InlineData("one", "text of 3 lines")]
    [InlineData("#!/bin/sh", "script of 3 lines")]
    public void TextThatBecomesUnknownIsOneLine(string first, string shown) => Assert.Contains(
        $"    data.script: {shown} -> [known after up]\n",
        Shown(
            Of(Resource(Map, "a", $"data: {{script: \"{first}\\ntwo\\nthree\\n\"}}")),
            Of(Resource(Map, "a", "data: {script: '[known after up]'}"))),
        Exact);

    [Fact]
    public void IgnoredInputsAreNamedAndNothingIsChanged()
    {
        PlanResource Server(string name, string image) =>
            Resource("hcloud:index/server:Server", name, $"image: {image}") with { IgnoreChanges = ["image"] };
        var text = Shown(
            Of(Server("a", "debian-13"), Server("b", "debian-13")), Of(Server("a", "debian-12"), Server("b", "debian-12")));
        Assert.Equal(
            "no planned resource changes\n\nignored: what exists keeps the former value, only new resources get the new one\n"
                + "  2 Server\n    a, b\n    image: debian-13 -> debian-12  (ignored)\n",
            text);
    }

    [Fact]
    public void StepsWithoutRoomInAPartOfAPageAreCountedWithTheCommand()
    {
        var maps = Enumerable.Range(0, 30).Select(i => $"map-{i}").ToArray();
        var old = Of([.. maps.Select(name => Resource(Map, name, "data: {x: o}"))]);
        var plan = Of([.. maps.Select(name => Resource(Map, name, $"data: {{x: {name}}}"))]);
        var text = new StringBuilder();
        DiffView.Write(DiffReport.Of("", "", PlanDiffer.Between(old, plan)), new(text, colored: false), "infra diff a b");
        Assert.EndsWith("\n    data.x: o -> map-19\n\n10 more steps: infra diff a b\n", text.ToString(), Exact);
    }

    [Fact]
    public void AlikeRefusalsAreOneFindingAndTheirStepsDoNotRepeatTheAdvice()
    {
        PlanResource Protected(string name) => Resource(Map, name, "data: {x: o}") with { Protect = true };
        var text = Shown(Of(Protected("a"), Protected("b")), Of());
        Assert.Contains("ServiceAccount a, ServiceAccount b: each is protected and is no longer described\n", text, Exact);
        Assert.Equal(2, text.Split("pulumi state unprotect").Length);
    }

    [Fact]
    public void UnchangedLinesOfAlikeTextsNameTheirResource()
    {
        PlanResource Script(string name, string value) => Resource(Map, name, $"data: {{script: \"node {name}\\n{value}\\n\"}}");
        var text = Shown(Of(Script("a", "1"), Script("b", "1")), Of(Script("a", "2"), Script("b", "2")));
        Assert.Contains("\n    a, b  (unchanged lines as in a)\n", text, Exact);
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
