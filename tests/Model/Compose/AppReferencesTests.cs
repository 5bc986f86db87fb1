using Infra.Model;
using static Infra.Tests.Systems.BorderSystem;

namespace Infra.Tests.Model;

public sealed class AppReferencesTests
{
    [Fact]
    public void PodReadsTheNameInTheCluster() =>
        Assert.Equal("http://api.apps.svc:80/v1", AppReferences.InCluster(With(), Web).Env[0].Value);

    [Fact]
    public void ContainerReadsEachAppAsItsHostReachesIt() =>
        Assert.Equal("api:8080 far:19000 inside:30090", AppReferences.OnDocker(With(), One, Front).Env[0].Value);

    [Fact]
    public void ContainerFollowsAnAppThatMoves()
    {
        var moved = WithApi(Placement.K3s);
        moved = moved with
        {
            Apps =
            [
                .. moved.Apps.Select(app => app.Name == "api" ? app with { Ports = [app.Ports[0] with { NodePort = 30080 }] } : app),
            ],
        };
        Assert.Equal("api:30080 far:19000 inside:30090", AppReferences.OnDocker(moved, One, Front).Env[0].Value);
    }

    [Fact]
    public void EveryTextOfAnAppIsRead()
    {
        var app = Web with
        {
            Env = [],
            Command = ["run", "--api=$(app:api)"],
            Args = ["$(app:api)"],
            Files =
            [
                new() { Name = "a", Path = "/a", Content = "url: $(app:api)\n" },
                new() { Name = "b", Path = "/b", Secret = "key", Before = "$(app:api) ", After = " $(app:api)" },
            ],
            InitJobs =
            [
                new() { Name = "prepare", Command = ["$(app:api)"], Env = [new() { Name = "API", Value = "$(app:api)" }] },
            ],
        };
        var read = AppReferences.InCluster(With(), app);
        Assert.Equal("run --api=api.apps.svc:80", string.Join(' ', read.Command));
        Assert.Equal("api.apps.svc:80", Assert.Single(read.Args));
        Assert.Equal("url: api.apps.svc:80\n", read.Files[0].Content);
        Assert.Equal(("api.apps.svc:80 ", " api.apps.svc:80"), (read.Files[1].Before, read.Files[1].After));
        Assert.Equal(("api.apps.svc:80", "api.apps.svc:80"), (read.InitJobs[0].Command[0], read.InitJobs[0].Env[0].Value));
    }

    [Fact]
    public void AppWithoutReferencesStaysTheSameRecord() => Assert.Same(Inside, AppReferences.InCluster(With(), Inside));

    [Fact]
    public void OtherVariablesOfKubernetesStay() => Assert.Equal(
        "$(HOME) $(app:api",
        AppReferences.InCluster(With(), Web with { Env = [new() { Name = "A", Value = "$(HOME) $(app:api" }] }).Env[0].Value);
}
