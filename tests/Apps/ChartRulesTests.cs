using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Apps;

public sealed class ChartRulesTests
{
    private const string Chart = "chart: {repository: \"https://charts.example.org\", name: shop, version: 1.0.0";

    [Theory]
    [InlineData("replicas: 2")]
    [InlineData("env: [{name: A, value: b}]")]
    [InlineData("livenessProbe: {path: /}")]
    [InlineData("resources: {requestCpu: 1}")]
    public void RefusesASettingThatTheChartDoesNotKnow(string setting) => RefusedAmongOthers(
        $"apps: [{{name: shop, kind: helmChart, {setting}, {Chart}, total: {{}}}}}}]",
        $"apps[shop].{setting[..setting.IndexOf(':', StringComparison.Ordinal)]}: the chart of 'shop' knows nothing of it");

    [Fact]
    public void RefusesValuesAtTheirLine() => RefusedAmongOthers(
        "apps:\n- name: shop\n  kind: helmChart\n  chart:\n    repository: https://charts.example.org\n    name: shop\n    version: 1.0.0\n"
            + "    total: {}\n    values: |\n      a: 1\n      b: on\n",
        "overrides:11: apps[shop].chart.values: YAML's versions read 'on' differently");

    [Fact]
    public void RefusesAChartOfAnAppOfAnotherKind() =>
        RefusedAmongOthers(
            $"apps: [{{name: wordpress, {Chart}}}}}]", "apps[wordpress].chart: nothing installs it while kind is not helmChart");

    [Fact]
    public void RefusesAChartOfUnknownSizeWhereAQuotaCountsIt() =>
        RefusedAmongOthers($"apps: [{{name: shop, kind: helmChart, {Chart}}}}}]", "apps[shop].chart.total", "has a quota");

    [Fact]
    public void RefusesAPasswordOfADatabaseInDocker() => RefusedAmongOthers(
        "compose: {hosts: [{name: docker-1, address: 10.0.1.90}]}\n"
            + "databases: {mysql: [{name: mysql, runsOn: compose, compose: {host: docker-1, project: apps, port: 3306}}]}\n"
            + $"apps: [{{name: shop, kind: helmChart, {Chart}, total: {{}}, "
            + "secrets: [{name: a, entries: [{name: b, database: mysql/wordpress/password}]}]}}]",
        "'mysql' does not run on the cluster, and nothing gives the pods of 'shop' this property");

    [Fact]
    public void RefusesTwoSecretsOfOneName() => RefusedAmongOthers(
        $"apps: [{{name: shop, kind: helmChart, {Chart}, total: {{}}, secrets: [{{name: a, entries: [{{name: b, value: c}}]}}]}}}}, "
            + $"{{name: second, kind: helmChart, {Chart}, total: {{}}, secrets: [{{name: a, entries: [{{name: b, value: c}}]}}]}}}}]",
        "apps[second].chart.secrets[a].name: the secret 'a' in 'prod' belongs to 'a' already");

    [Fact]
    public void RefusesAnEntryWithASecretInPlainText() => RefusedAmongOthers(
        $"apps: [{{name: shop, kind: helmChart, {Chart}, total: {{}}, secrets: [{{name: a, entries: [{{name: password, value: c}}]}}]}}}}]",
        "chart.secrets[a].entries[password].value: the variable's name says that this is a secret in plain text");

    [Fact]
    public void RefusesAnEntryOfAnUnknownDatabase() => RefusedAmongOthers(
        $"apps: [{{name: shop, kind: helmChart, {Chart}, total: {{}}, "
            + "secrets: [{name: a, entries: [{name: b, database: x/y/host}]}]}}]",
        "there is no database server 'x'");
}
