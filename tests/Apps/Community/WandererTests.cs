using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Apps;

/// <summary>The trails as production plans them: front end, watcher of uploads, PocketBase and Meilisearch.</summary>
public sealed class WandererTests
{
    [Theory]
    [InlineData("wanderer-web")]
    [InlineData("wanderer-uploads")]
    [InlineData("wanderer-pocketbase")]
    [Pitfall("wanderer-origin")]
    public async Task OriginIsTheHostThatIsPublished(string app)
    {
        foreach (var (stack, host) in new[] { ("prod", "trails.dirtbikechina.com"), ("stage", "trails.stage.dirtbikechina.com") })
        {
            Assert.Equal($"https://{host}", (await PlannedApp.OfAsync(app, stack)).Variable("ORIGIN"));
        }
    }

    [Fact]
    [Pitfall("wanderer-encryption-key")]
    public void EncryptionKeyHas32CharactersAndIsTheOneThatDockerUses()
    {
        Assert.Equal(32, Secret("dev").Length);
        Assert.True(Secret("dev").Generated);
        Assert.False(Secret("prod").Generated);

        static Infra.Model.SecretSpec Secret(string environment) =>
            Community.Spec(environment).Secrets.Single(secret => secret.Name == "pocketbaseEncryptionKey");
    }

    [Theory]
    [InlineData("wanderer-web")]
    [InlineData("wanderer-uploads")]
    [InlineData("wanderer-pocketbase")]
    [Pitfall("wanderer-proxy-secret")]
    public void FrontEndAndPocketBaseShareASecret(string name) => Assert.Equal(
        "pocketbaseProxySecret",
        Community.Spec().Apps.Single(app => app.Name == name).Env.Single(variable => variable.Name == "POCKETBASE_PROXY_SECRET").Secret);

    [Theory]
    [InlineData("wanderer-pocketbase", "pocketbase-data", "/pb_data")]
    [InlineData("wanderer-meilisearch", "meilisearch-data", "/meili_data")]
    [Pitfall("wanderer-single-writer")]
    public async Task OnePodWritesToAVolumeOfItsOwn(string name, string volume, string path)
    {
        var app = await PlannedApp.OfAsync(name);

        Assert.Equal(("StatefulSet", 1d, volume), (app.Kind, app.Replicas, app.MountedAt(path)));
        Assert.Equal(
            Infra.Model.AccessMode.ReadWriteOnce,
            Community.Spec().Storage.Volumes.Single(described => described.Name == volume).AccessMode);
    }

    [Fact]
    [Pitfall("wanderer-watcher")]
    public async Task OnlyOnePodWatchesTheUploads()
    {
        var web = await PlannedApp.OfAsync("wanderer-web");
        var watcher = await PlannedApp.OfAsync("wanderer-uploads");

        Assert.Equal(["node", "build"], web.Container["command"]!.Items.Select(part => part.Text));
        Assert.Null(web.Variable("UPLOAD_FOLDER"));
        Assert.Equal((1d, "/app/uploads"), (watcher.Replicas, watcher.Variable("UPLOAD_FOLDER")));
        Assert.Equal("Recreate", watcher.Workload.Inputs.At("spec", "strategy", "type")!.Text);
    }

    [Fact]
    [Pitfall("wanderer-signals")]
    public async Task SignalToStopReachesTheServerItself() =>
        Assert.Equal("node", (await PlannedApp.OfAsync("wanderer-web")).Container["command"]!.Items[0].Text);

    [Fact]
    [Pitfall("wanderer-liveness")]
    public async Task LossOfPocketBaseRestartsNoFrontEnd()
    {
        var container = (await PlannedApp.OfAsync("wanderer-web")).Container;

        Assert.NotNull(container.At("livenessProbe", "tcpSocket"));
        Assert.Equal("/", container.At("readinessProbe", "httpGet", "path")!.Text);
    }

    [Fact]
    [Pitfall("wanderer-versions")]
    public async Task FrontEndAndPocketBaseHaveOneVersion()
    {
        var versions = new HashSet<string>(StringComparer.Ordinal);
        foreach (var app in new[] { "wanderer-web", "wanderer-uploads", "wanderer-pocketbase" })
        {
            versions.Add((await PlannedApp.OfAsync(app)).Container["image"]!.Text.Split(':')[1]);
        }

        Assert.Equal("v0.19.1", Assert.Single(versions));
    }

    [Fact]
    [Pitfall("meilisearch-upgrade")]
    public async Task AnotherVersionOfTheSearchStartsOnTheOldFiles() => Assert.Equal(
        "true", (await PlannedApp.OfAsync("wanderer-meilisearch")).Variable("MEILI_EXPERIMENTAL_DUMPLESS_UPGRADE"));

    [Theory]
    [InlineData("wanderer-pocketbase")]
    [InlineData("wanderer-meilisearch")]
    public async Task ProbesAskForHealth(string name)
    {
        var app = await PlannedApp.OfAsync(name);

        Each.Of(["startupProbe", "readinessProbe", "livenessProbe"], probe => Assert.Equal("/health", app.PathOf(probe)));
    }
}
