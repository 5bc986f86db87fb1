using Infra.Compose;
using Infra.Model;
using Infra.Model.Loading;
using Infra.Tests.Support;

namespace Infra.Tests.Compose;

/// <summary>Docker's side of the homelab of source 002, in the frozen stack.</summary>
public sealed class HomelabProjectsTests
{
    [Fact]
    public void ServicesAreOnTheHostsOf002() => Assert.Equal(
        [
            "drowzee plex: plex",
            "drowzee monitoring-agents: node-exporter cadvisor alloy",
            "sleepy arr: sonarr radarr prowlarr qbittorrent sabnzbd",
            "sleepy monitoring-agents: node-exporter cadvisor alloy",
            "nappy-docker monitoring: prometheus loki grafana",
            "nappy-docker monitoring-agents: node-exporter cadvisor alloy",
        ],
        Of("1-alloy").Select(static project =>
            $"{project.Host.Name} {project.Name}: {string.Join(' ', project.Services.Select(static service => service.Name))}"));

    [Fact]
    public void LokiAndGrafanaLeaveDockerOnceTheirDataHasMoved()
    {
        Assert.Equal(["prometheus", "loki", "grafana"], Monitoring("2-loki"));
        Assert.Equal(["prometheus"], Monitoring("3-grafana"));
    }

    [Fact]
    public void EveryServiceIsChecked() => Each.Of(
        Of("1-alloy").Where(static project => project.Name != DockerAgents.Project).SelectMany(static project => project.Services),
        static service => Assert.NotNull(service.Health));

    [Fact]
    public void DownloadsAndLibraryAreOneFolder() => Each.Of(
        Of("1-alloy").Single(static project => project.Name == "arr").Services.Where(static service => service.Name != "prowlarr"),
        static service => Assert.Contains("/srv/data:/data", service.Volumes));

    private static IEnumerable<string> Monitoring(string phase) =>
        Of(phase).Single(static project => project.Name == "monitoring").Services.Select(static service => service.Name);

    private static IReadOnlyList<ComposeProject> Of(string? phase)
    {
        var result = StackLoad.System(
            FrozenSystems.Root,
            new StackSelection { Stack = "homelab", System = "homelab", Environment = "home", Phase = phase },
            withOthers: false);
        Assert.True(result.Succeeded, string.Join('\n', result.Problems));
        return ComposeProjects.Of(result.Spec);
    }
}
