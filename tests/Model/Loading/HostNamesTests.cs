using Infra.Tests.Systems;

namespace Infra.Tests.Model.Loading;

public sealed class HostNamesTests
{
    private const string Hosts = "ingress: {tls: {mode: none}, hosts: [{name: www, app: web}, {name: wiki, label: '@', app: web}]}\n";

    [Fact]
    public void ReferenceIsTheFullNameOfTheHostInEveryValueOfAnApp()
    {
        using var system = With(
            "[{name: web, image: 'web:1', ports: [{name: http, port: 80}], "
            + "env: [{name: HOME_URL, value: 'https://$(host:www)/ $(host:wiki)'}], "
            + "readinessProbe: {path: /, headers: {Host: $(host:www)}}}]");

        var app = Assert.Single(StackLoad.Load(system.Root, "prod").Result.Spec!.Apps);

        Assert.Equal("https://www.example.org/ example.org", Assert.Single(app.Env).Value);
        Assert.Equal("www.example.org", app.ReadinessProbe!.Headers["Host"]);
    }

    [Fact]
    public void UnknownHostIsAProblemAtItsLine()
    {
        using var system = With(
            "\n- {name: web, image: 'web:1', ports: [{name: http, port: 80}]}\n- {name: two, image: 'web:1', args: [$(host:wwww)]}");

        var problem = Assert.Single(StackLoad.Load(system.Root, "prod").Result.Problems).ToString();

        Assert.StartsWith(
            "stacks/tiny/env.prod.yaml:8: there is no published host 'wwww' under ingress.hosts; did you mean 'www'?",
            problem,
            StringComparison.Ordinal);
    }

    private static ScratchSystem With(string apps)
    {
        var system = new ScratchSystem();
        var file = Path.Combine(system.Root, "stacks/tiny/env.prod.yaml");
        system.Write("stacks/tiny/env.prod.yaml", $"{File.ReadAllText(file).TrimEnd()}\n{Hosts}apps: {apps}\n");
        return system;
    }
}
