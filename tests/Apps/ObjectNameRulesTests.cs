using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Apps;

public sealed class ObjectNameRulesTests
{
    private const string Cache = "image: 'redis:8.2.1', namespace: infra";

    [Theory]
    [InlineData("postgres-rw", "postgres")]
    [InlineData("postgres-ro", "postgres")]
    [InlineData("postgres-r", "postgres")]
    [InlineData("postgres-pooler", "postgres")]
    [InlineData("mysql-pxc", "mysql")]
    [InlineData("mysql-haproxy", "mysql")]
    public void RefusesAServerWithTheNameOfAnothersService(string name, string other) => Refused(
        $"databases: {{redis: [{{name: {name}, {Cache}}}]}}",
        $"databases.redis[{name}].name: the service '{name}' in 'infra' belongs to '{other}' already; choose another name");

    [Fact]
    public void RefusesAnAppWithTheNameOfAServersService() => RefusedAmongOthers(
        "apps: [{name: postgres-rw, runsOn: k3s, namespace: infra, image: 'a:1', ports: [{name: http, port: 80}]}]",
        "apps[postgres-rw].name: the service 'postgres-rw' in 'infra' belongs to 'postgres' already");

    [Theory]
    [InlineData("wordpress", "'wordpress'")]
    [InlineData("logto", "'logto'")]
    [InlineData("wordpress-smoke-test", "'wordpress'")]
    [InlineData("cache", "'cache'")]
    public void RefusesAJobWhosePodsAServiceOrPolicyWouldSelect(string job, string owner) => RefusedAmongOthers(
        "databases: {redis: [{name: cache, image: 'redis:8.2.1', namespace: prod}]}\n"
            + $"apps: [{{name: wordpress, blueGreen: {{mode: full}}, initJobs: [{{name: {job}, command: [x]}}]}}]",
        $"apps[wordpress].initJobs[{job}].name: the name of pods, which services and policies select, '{job}' in 'prod' belongs to "
            + $"{owner} already; choose another name, or another namespace; the first is at ");

    [Theory]
    [InlineData("name: default", "the service account 'default' in 'infra' belongs to the namespace already")]
    [InlineData("name: postgres", "the service account 'postgres' in 'infra' belongs to 'postgres' already")]
    [InlineData("name: mysql-pxc", "the workload 'mysql-pxc' in 'infra' belongs to 'mysql' already")]
    [InlineData("name: postgres-primary", "the workload 'postgres-primary' in 'infra' belongs to 'postgres' already")]
    [InlineData(
        "name: api-blue}, {name: api, image: 'a:1', namespace: infra, ports: [{name: http, port: 80}], blueGreen: {mode: full}",
        "apps[api].name: the workload 'api-blue' in 'infra' belongs to 'api-blue' already")]
    [InlineData(
        "name: db, kind: statefulSet}, {name: db-pods, image: 'a:1', namespace: infra, ports: [{name: http, port: 80}]",
        "apps[db-pods].name: the service 'db-pods' in 'infra' belongs to 'db' already")]
    public void RefusesAnAppWithTheNameOfAnObjectThatIsMade(string app, string says) => RefusedAmongOthers(
        $"apps: [{{image: 'a:1', namespace: infra, {app}}}]", says);

    [Theory]
    [InlineData("postgres-superuser", "postgres")]
    [InlineData("cache-auth", "cache")]
    [InlineData("mysql-wordpress", "mysql")]
    public void RefusesASecretOfAChartWithTheNameOfAServersSecret(string name, string server) => RefusedAmongOthers(
        $"databases: {{redis: [{{name: cache, {Cache}}}]}}\napps: [{{name: shop, kind: helmChart, namespace: infra, chart: {{"
            + $"repository: 'https://charts.gitlab.io', name: gitlab, version: 9.4.0, total: {{}}, secrets: [{{name: {name}, entries: "
            + "[{name: b, value: c}]}]}}]",
        $"apps[shop].chart.secrets[{name}].name: the secret '{name}' in 'infra' belongs to '{server}' already");

    [Fact]
    public void RefusesTwoJobsWithOneSecret() => RefusedAmongOthers(
        "apps: [{name: a-b, image: 'a:1', initJobs: [{name: c, image: 'a:1', env: [{name: X, secret: rcloneConfig}]}]}, "
            + "{name: a, image: 'a:1', initJobs: [{name: b-c, image: 'a:1', env: [{name: X, secret: rcloneConfig}]}]}]",
        "apps[a].initJobs[b-c].name: the secret 'a-b-c-prod-env' in 'prod' belongs to 'c' already");

    [Theory]
    [InlineData("ports: [{name: http, port: 80}]", "'1a' is not a valid name of a service")]
    [InlineData("kind: statefulSet", "'1a-pods' is not a valid name of a service")]
    public void RefusesAServiceThatBeginsWithADigit(string app, string says) => RefusedAmongOthers(
        $"apps: [{{name: 1a, image: 'a:1', {app}}}]", $"apps[1a].name: {says}", "a letter first");

    [Fact]
    public void RefusesAServiceOfADockerCopyThatIsTooLong()
    {
        var host = new string('h', 40);
        RefusedAmongOthers(
            $"compose: {{hosts: [{{name: {host}, address: m}}]}}\napps: [{{name: media-of-the-whole-family, runsOn: both, image: 'a:1', "
                + $"compose: {{host: {host}}}, ports: [{{name: http, port: 80}}]}}]",
            "is not a valid name of a service");
    }

    [Theory]
    [InlineData("apps: [{name: 1a, image: 'a:1'}]")]
    [InlineData("apps: [{name: default-app, image: 'a:1'}]")]
    [InlineData("apps: [{name: phpmyadmin, initJobs: [{name: postgres, image: 'a:1', command: [x]}]}]")]
    public void AcceptsOtherNamesOfAppsAndJobs(string overrides) => Accepted(overrides);

    [Theory]
    [InlineData("{name: postgres-rw, image: 'redis:8.2.1', namespace: prod}")]
    [InlineData($"{{name: postgres-rwx, {Cache}}}")]
    [InlineData($"{{name: postgres-rw, runsOn: nowhere, {Cache}}}")]
    public void AcceptsNamesThatDoNotMeet(string server) => Accepted($"databases: {{redis: [{server}]}}");
}
