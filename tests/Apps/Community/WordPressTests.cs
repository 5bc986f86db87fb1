using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Apps;

/// <summary>The blog as production plans it.</summary>
public sealed class WordPressTests
{
    private const string Blank = "/wp-includes/images/blank.gif";

    [Theory]
    [InlineData("AUTH_KEY")]
    [InlineData("SECURE_AUTH_KEY")]
    [InlineData("LOGGED_IN_KEY")]
    [InlineData("NONCE_KEY")]
    [InlineData("AUTH_SALT")]
    [InlineData("SECURE_AUTH_SALT")]
    [InlineData("LOGGED_IN_SALT")]
    [InlineData("NONCE_SALT")]
    [Pitfall("wordpress-salts")]
    public async Task EveryPodHasTheSameKeysAndSalts(string name) =>
        Assert.Equal("wordpress-env", (await PlannedApp.OfAsync("wordpress")).Variable($"WORDPRESS_{name}"));

    [Fact]
    [Pitfall("wordpress-core-on-volume")]
    public async Task CoreIsUnpackedInEachPodAndItsContentIsShared()
    {
        var app = await PlannedApp.OfAsync("wordpress");

        Assert.NotNull(app.VolumeAt("/var/www/html")["emptyDir"]);
        Assert.Equal("wordpress-files", app.MountedAt("/var/www/html/wp-content/uploads"));
    }

    [Theory]
    [InlineData("DISALLOW_FILE_MODS")]
    [InlineData("DISALLOW_FILE_EDIT")]
    [InlineData("AUTOMATIC_UPDATER_DISABLED")]
    [Pitfall("wordpress-admin-installs")]
    public async Task NothingIsInstalledInOnePod(string constant) => Assert.Contains(
        $"define('{constant}', true);",
        (await PlannedApp.OfAsync("wordpress")).Variable("WORDPRESS_CONFIG_EXTRA"),
        StringComparison.Ordinal);

    [Fact]
    [Pitfall("wordpress-cron")]
    public async Task OneJobRunsTheTasksInsteadOfPageViews()
    {
        var cron = await PlannedApp.OfAsync("wordpress-cron");
        var app = await PlannedApp.OfAsync("wordpress");

        Assert.Contains("define('DISABLE_WP_CRON', true);", app.Variable("WORDPRESS_CONFIG_EXTRA"), StringComparison.Ordinal);
        Assert.Equal(("CronJob", "*/5 * * * *"), (cron.Kind, cron.Workload.Inputs.At("spec", "schedule")!.Text));
        Assert.Equal(["/bin/sh", "/scripts/wordpress-cron.sh"], cron.Container["command"]!.Items.Select(part => part.Text));
        Assert.NotNull(cron.VolumeAt("/scripts")["configMap"]);
        Assert.Equal("www.dirtbikechina.com", cron.Variable("WORDPRESS_HOST"));
    }

    [Fact]
    [Pitfall("wordpress-probe-host")]
    public async Task ProbeOfThePageIsARequestToTheSiteOverHttps()
    {
        var headers = (await PlannedApp.OfAsync("wordpress")).HeadersOf("readinessProbe");

        Assert.Equal(("www.dirtbikechina.com", "https"), (headers["Host"], headers["X-Forwarded-Proto"]));
    }

    [Fact]
    [Pitfall("wordpress-probe-database")]
    public async Task OnlyReadinessNeedsTheDatabase()
    {
        var app = await PlannedApp.OfAsync("wordpress");

        Assert.Equal((Blank, "/wp-login.php"), (app.PathOf("livenessProbe"), app.PathOf("readinessProbe")));
    }

    [Fact]
    [Pitfall("wordpress-stop")]
    public async Task RequestsEndBeforeThePod()
    {
        var app = await PlannedApp.OfAsync("wordpress");

        Assert.Equal(60, app.Pod["terminationGracePeriodSeconds"]!.Number);
        Assert.Equal(5, app.Container.At("lifecycle", "preStop", "sleep", "seconds")!.Number);
    }

    [Fact]
    [Pitfall("wordpress-low-port")]
    public async Task ApacheRunsWithoutRootOnAPortThatNeedsNone()
    {
        var app = await PlannedApp.OfAsync("wordpress");

        Assert.Equal(33, app.Container.At("securityContext", "runAsUser")!.Number);
        Assert.Equal(33, app.Pod.At("securityContext", "fsGroup")!.Number);
        Assert.Equal(8080, app.Container["ports"]!.Items[0]["containerPort"]!.Number);
        var file = await File.ReadAllTextAsync(Repository.File("images", "wordpress", "Dockerfile"));
        Assert.Contains("Listen 8080", file, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prod", 12, 1024)]
    [InlineData("dev", 6, 512)]
    [Pitfall("wordpress-workers")]
    public async Task WorkersFitTheMemoryLimit(string stack, int workers, int mebibytes)
    {
        var app = await PlannedApp.OfAsync("wordpress", stack);

        Assert.Equal(workers.ToString(), app.Variable("APACHE_MAX_REQUEST_WORKERS"));
        Assert.Equal(mebibytes == 1024 ? "1Gi" : "512Mi", app.Container.At("resources", "limits", "memory")!.Text);
        Assert.True(workers * 80 <= mebibytes);
        Assert.Contains("MaxRequestWorkers ${APACHE_MAX_REQUEST_WORKERS}", app.File("mpm-prefork.conf"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StageBelievesToBeTheSiteThatItsVisitorsCameTo() => Assert.Equal(
        "https://www.dirtbikechina.com", (await PlannedApp.OfAsync("wordpress", "stage")).Variable("WORDPRESS_HOME"));
}
