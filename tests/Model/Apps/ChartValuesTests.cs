using Infra.Model;
using Infra.Model.Yaml;

namespace Infra.Tests.Model.Apps;

public sealed class ChartValuesTests
{
    [Fact]
    public void ValuesHaveTheTypesThatHelmGivesThem()
    {
        var values = ChartValues.Of(new ChartSpec
        {
            Repository = "https://charts.example.org",
            Name = "shop",
            Version = "1.0.0",
            Values = "text: plain\nquoted: \"5432\"\nwhole: 5432\npart: 0.5\ntruth: false\nlist: [1, two]\nnone: []\n"
                + "map: {deep: {er: true}}\n",
        });

        Assert.Equal(["text", "quoted", "whole", "part", "truth", "list", "none", "map"], values.Keys);
        Assert.Equal(
            ("plain", "5432", 5432, 0.5, false),
            (values["text"], values["quoted"], values["whole"], values["part"], values["truth"]));
        Assert.Equal([1, "two"], (object[])values["list"]);
        Assert.Empty((object[])values["none"]);
        Assert.True((bool)((IReadOnlyDictionary<string, object>)((IReadOnlyDictionary<string, object>)values["map"])["deep"])["er"]);
    }

    [Fact]
    public void TextWithoutValuesIsEmpty() => Assert.Empty(ChartValues.Of(Chart("")));

    [Theory]
    [InlineData("a: 1\nb: [\n", "a.yaml:13: not valid YAML")]
    [InlineData("a: 1\na: 2\n", "a.yaml:12: the key 'a' is here twice")]
    [InlineData("- a\n- b\n", "a.yaml:11: the values of a chart are a list; write a map")]
    [InlineData("a: 1\nb:\n  c: null\n", "a.yaml:13: values: no value reaches the chart for this key")]
    [InlineData("a: 1\nb:\n", "a.yaml:12: values: no value reaches the chart for this key")]
    [InlineData("a: 1\nb: yes\n", "a.yaml:12: values: YAML's versions read 'yes' differently")]
    [InlineData("a: 1\nb: [0x1F]\n", "a.yaml:12: values: YAML's versions read '0x1F' differently")]
    [InlineData("a: 1\ntag: 1.10\n", "a.yaml:12: values: '1.10' would reach the chart as the number 1.1; quote it")]
    [InlineData("a: 1\nmode: 0644\n", "a.yaml:12: values: '0644' would reach the chart as the number 644; quote it")]
    [Pitfall("chart-null")]
    public void RefusesATextAtItsLine(string text, string says) =>
        Assert.StartsWith(says, Assert.Single(Problems(Chart(text))), StringComparison.Ordinal);

    [Fact]
    public void TextOnTheLineOfTheKeyIsReportedThere() =>
        Assert.StartsWith("a.yaml:10: values:", Assert.Single(Problems(Chart("{a: yes}"))), StringComparison.Ordinal);

    [Theory]
    [InlineData("a: 1\nharborAdminPassword: Harbor12345\n", "the name 'harborAdminPassword' says that this is a secret in plain text")]
    [InlineData("a: 1\nsecretKey: not-a-secure-key\n", "the name 'secretKey' says")]
    [InlineData("a: 1\nenv: [{name: DB_PASSWORD, value: hunter2}]\n", "the name 'DB_PASSWORD' says")]
    [InlineData("a: 1\nanything: ghp_0123456789abcdefghij0123456789abcdef\n", "a secret in plain text")]
    [Pitfall("chart-plain-secrets")]
    public void RefusesASecretInPlainText(string text, string says)
    {
        var problem = Assert.Single(Problems(Chart(text)));

        Assert.StartsWith("a.yaml:12:", problem, StringComparison.Ordinal);
        Assert.Contains(says, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tokenName: anything\n")]
    [InlineData("existingSecret: anything\n")]
    [InlineData("automountServiceAccountToken: false\n")]
    [InlineData("tokenExpiration: 30\n")]
    [InlineData("password: \"\"\n")]
    [InlineData("auth: {secret: described, passwordKey: key}\n")]
    public void AcceptsTheNameOfASecret(string text) => Assert.Empty(Problems(Chart(text) with
    {
        Secrets = [new() { Name = "described", Entries = [new() { Name = "key", Value = "x" }] }],
    }));

    private static ChartSpec Chart(string values) =>
        new() { Repository = "https://charts.example.org", Name = "shop", Version = "1.0.0", Values = values };

    private static string[] Problems(ChartSpec chart)
    {
        var problems = new ProblemList();
        ChartValues.Check(chart, new Position("a.yaml", 10), "values", problems);
        return [.. problems.Sorted().Select(problem => problem.ToString())];
    }
}
