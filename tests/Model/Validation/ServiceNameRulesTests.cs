using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Validation;

public sealed class ServiceNameRulesTests
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
    [InlineData("{name: postgres-rw, image: 'redis:8.2.1', namespace: prod}")]
    [InlineData($"{{name: postgres-rwx, {Cache}}}")]
    [InlineData($"{{name: postgres-rw, runsOn: nowhere, {Cache}}}")]
    public void AcceptsNamesThatDoNotMeet(string server) => Accepted($"databases: {{redis: [{server}]}}");
}
