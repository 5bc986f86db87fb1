using Infra.Model;
using Infra.Tests.Support;

namespace Infra.Tests.Model;

public sealed class PublishedHostsTests
{
    [Fact]
    public void PublishesNoHostBeforeTheMigration() => Assert.Empty(PublishedHosts.Of(Community.Spec(phase: null)));

    [Fact]
    public void PublishesAHostWithAShareInStaging()
    {
        var www = PublishedHosts.Of(Community.Spec(phase: "2-stage")).Single(host => host.Spec.Name == "www");

        Assert.Equal(
            [("docker", "wordpress-docker-1", "prod", 70), ("stage", "wordpress", "stage", 30)],
            www.Shares.Select(share => (share.Name, share.Service, share.Namespace, share.Weight)));
    }

    [Fact]
    public void HostWithoutSharesIsServedByItsEnvironment()
    {
        var share = Assert.Single(PublishedHosts.Of(Community.Spec("dev")).Single(host => host.Spec.Name == "auth").Shares);

        Assert.Equal(("logto", "dev", "http", 100), (share.Service, share.Namespace, share.Port, share.Weight));
    }

    [Fact]
    public void DoesNotPublishAnAppThatRunsNowhere()
    {
        var spec = Community.Spec("dev");

        var hosts = PublishedHosts.Of(
            spec with { Apps = [.. spec.Apps.Select(app => app.Name == "logto" ? app with { RunsOn = Placement.Nowhere } : app)] });

        Each.Lacks(hosts, host => host.Spec.Name == "auth");
    }

    [Fact]
    public void SharesHaveThePortOfTheirHost()
    {
        var spec = Community.Spec("dev");

        var hosts = PublishedHosts.Of(
            spec with { Ingress = spec.Ingress with { Hosts = [new() { Name = "console", App = "logto", Port = "console" }] } });

        Assert.Equal("console", Assert.Single(Assert.Single(hosts).Shares).Port);
    }

    [Fact]
    public void OnlySharesOfOtherEnvironmentsCrossNamespaces()
    {
        Assert.True(PublishedHosts.CrossNamespaces(PublishedHosts.Of(Community.Spec())));
        Assert.False(PublishedHosts.CrossNamespaces(PublishedHosts.Of(Community.Spec("dev"))));
    }
}
