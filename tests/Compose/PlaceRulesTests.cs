using Infra.Compose;
using Infra.Tests.Support;

namespace Infra.Tests.Compose;

public sealed class PlaceRulesTests
{
    private const string App =
        """
        apps:
          - name: web
            image: nginx:1.29.1
            ports: [{name: http, port: 8080}]
            runsOn: both
            compose: {host: media, port: 8080

        """;

    [Fact]
    public void WarnsOfDataThatStaysInDocker() => Assert.Contains(
        "in Docker 'web' has volumes at /config; in the cluster it starts without their data",
        Assert.Single(Problems(", image: \"nginx:1.29.0\", volumes: [{volume: web-config, path: /config}]}")),
        StringComparison.Ordinal);

    [Fact]
    public void AcceptsAVolumeWithAScratchFolderInTheCluster() => Assert.Empty(Problems(
        ", image: \"nginx:1.29.0\", volumes: [{volume: web-config, path: /config}]}\n    scratch: [{name: config, path: /config}]"));

    [Fact]
    public void RefusesAShadowWhoseOriginalWouldGetItsImage() => DockerSystem.Refused(
        Described("}\n    shadow: {nodePort: 30081}"),
        "the image of 'web' is that of its copy in the cluster, and the service in Docker would get it too");

    [Fact]
    public void AcceptsAShadowBesideAnImageOfItsOwn() =>
        Assert.Empty(Problems(", image: \"nginx:1.29.0\"}\n    shadow: {nodePort: 30081}"));

    private static string[] Problems(string rest) => RuleRun.Problems(PlaceRules.Check, DockerSystem.Of(Described(rest)));

    private static string Described(string rest) => App.TrimEnd('\n') + rest + "\n";
}
