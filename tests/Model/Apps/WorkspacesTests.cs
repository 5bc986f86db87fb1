using Infra.Model;
using Infra.Tests.Systems;
using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Apps;

public sealed class WorkspacesTests
{
    [Fact]
    public void WorkspaceIsAnAppWithItsVolumeHostAndPassword()
    {
        var system = Expanded(new WorkspaceSpec { Name = "anna", Size = Quantity.Parse("20Gi"), Calls = ["gitlab"] });

        var app = Assert.Single(system.Apps);
        Assert.Equal(("code-anna", WorkloadKind.StatefulSet, 1000), (app.Name, app.Kind, app.Security.User));
        Assert.Equal(["gitlab"], app.Calls);
        Assert.Equal([22, 80, 443], Assert.Single(app.Egress).Tcp);
        var volume = Assert.Single(system.Storage.Volumes);
        Assert.Equal(("code-anna", "code-anna", "20Gi"), (volume.Name, volume.Owner, volume.Size.ToString()));
        Assert.Equal(volume.Name, Assert.Single(app.Mounts).Name);
        var host = Assert.Single(system.Ingress.Hosts);
        Assert.Equal(("anna.code.home.arpa", "code-anna"), (host.FullName("home.arpa"), host.App));
        var password = Assert.Single(system.Secrets);
        Assert.True(password.Generated);
        Assert.Equal(password.Name, Assert.Single(app.Env, variable => variable.Name == "PASSWORD").Secret);
    }

    [Fact]
    public void EachPersonHasAWorkspaceOfHerOwn()
    {
        var system = Expanded(
            new WorkspaceSpec { Name = "anna", Size = Quantity.Parse("20Gi") },
            new WorkspaceSpec { Name = "ben", Size = Quantity.Parse("5Gi"), Image = "registry.example.org/code:1.0.0", Internet = [] });

        Assert.Equal(["code-anna", "code-ben"], system.Apps.Select(app => app.Name));
        Assert.Equal(["20Gi", "5Gi"], system.Storage.Volumes.Select(volume => volume.Size.ToString()));
        Assert.Equal("registry.example.org/code:1.0.0", system.Apps[1].Image);
        Assert.Empty(system.Apps[1].Egress);
    }

    [Fact]
    public void WorkspaceCountsInTheQuotaOfItsNamespace()
    {
        var errors = Errors("workspaces: [{name: anna, size: 5Gi, resources: {requestMemory: 100Gi, limitMemory: 200Gi}}]");

        Assert.Contains(errors, error => error.Contains("more than its quota", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("workspaces: [{name: Anna, size: 5Gi}]", "workspaces[Anna].name: 'Anna' is not a valid name")]
    [InlineData("workspaces: [{name: anna, size: 5Gi, class: fast}]", "workspaces[anna].class: there is no storage class 'fast'")]
    [InlineData("workspaces: [{name: anna, size: 5Gi, calls: [gitlab]}]", "there is no app 'gitlab'")]
    [InlineData("workspaces: [{name: anna, size: 5Gi, image: coder}]", "workspaces[anna].image: 'coder' is not a pinned image")]
    [InlineData("workspaces: [{name: anna}]", "workspaces[anna].size: a required setting is missing")]
    public void RefusesAWorkspaceAtItsOwnLine(string overrides, string says) => RefusedAmongOthers(overrides, says);

    [Theory]
    [InlineData("apps: [{name: code-anna, image: \"a:1.0.0\"}]", "the app 'code-anna' is taken")]
    [InlineData(
        "storage: {volumes: [{name: code-anna, size: 1Gi, class: local-path, owner: wordpress}]}", "the volume 'code-anna' is taken")]
    public void RefusesAWorkspaceWithTheNameOfSomethingElse(string other, string says) =>
        RefusedAmongOthers($"workspaces: [{{name: anna, size: 5Gi}}]\n{other}", "overrides:1: workspaces[anna].name:", says);

    [Fact]
    public void ProblemOfWhatAWorkspaceIsMadeOfIsReportedAtTheWorkspace() =>
        RefusedAmongOthers(
            "\nworkspaces:\n- {name: anna, size: 5Gi}\ningress: {hosts: [{name: other, label: anna.code, app: wordpress}]}",
            "overrides:3: workspaces[anna]");

    private static SystemSpec Expanded(params WorkspaceSpec[] workspaces)
    {
        var bare = Described.StackOf("homelab");
        return Workspaces.Expand(
            bare with { Apps = [], Storage = new(), Ingress = new(), Secrets = [], Workspaces = workspaces }, (_, _) => { });
    }
}
