using Infra.Compose;
using Infra.Model;
using Infra.Model.Validation;

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
        "in Docker 'web' has volumes at /config; in the cluster it has none there, and starts without data",
        Assert.Single(Problems(", image: \"nginx:1.29.0\", volumes: [{volume: web-config, path: /config}]}")),
        StringComparison.Ordinal);

    [Fact]
    public void AcceptsAVolumeWithAScratchFolderInTheCluster() => Assert.Empty(Problems(
        ", image: \"nginx:1.29.0\", volumes: [{volume: web-config, path: /config}]}\n    scratch: [{name: config, path: /config}]"));

    [Fact]
    public void RefusesAShadowWhoseOriginalWouldGetItsImage() => Assert.Contains(
        "the image of 'web' is that of its copy in the cluster, and the service in Docker would get it too",
        Assert.Single(Problems("}\n    shadow: {nodePort: 30081}")),
        StringComparison.Ordinal);

    [Fact]
    public void AcceptsAShadowBesideAnImageOfItsOwn() =>
        Assert.Empty(Problems(", image: \"nginx:1.29.0\"}\n    shadow: {nodePort: 30081}"));

    private static List<string> Problems(string rest)
    {
        var context = new ValidationContext(DockerSystem.Of(App.TrimEnd('\n') + rest + "\n"), new(), KnownEnvironments.Of());
        PlaceRules.Check(context);
        return [.. context.Problems.Sorted().Select(static problem => problem.ToString())];
    }
}
