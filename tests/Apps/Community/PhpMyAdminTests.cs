using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Apps;

/// <summary>The administration of MySQL as production plans it.</summary>
public sealed class PhpMyAdminTests
{
    [Fact]
    [Pitfall("phpmyadmin-blowfish")]
    public async Task KeyOfItsCookiesOutlivesThePod()
    {
        var app = await PlannedApp.OfAsync("phpmyadmin");

        Assert.NotNull(app.VolumeAt("/etc/phpmyadmin/config.secret.inc.php")["secret"]);
        // Apache's workers read the file by its group.
        Assert.Equal(33, app.Pod.At("securityContext", "fsGroup")!.Number);
        Assert.Equal(32, Community.Spec().Secrets.Single(secret => secret.Name == "phpmyadminBlowfishSecret").Length);
    }

    [Fact]
    [Pitfall("phpmyadmin-sessions")]
    public async Task OnePodHasAllSessions() => Assert.Equal(1, (await PlannedApp.OfAsync("phpmyadmin")).Replicas);

    [Fact]
    [Pitfall("phpmyadmin-exposed")]
    public async Task OnlyOperatorsMayOpenIt()
    {
        Assert.Equal("operators", Assert.Single(Community.Spec().Ingress.Hosts.Single(host => host.App == "phpmyadmin").AllowFrom));
        var app = await PlannedApp.OfAsync("phpmyadmin");
        Assert.Null(app.Variable("PMA_USER"));
        Assert.Equal("https://admin.dirtbikechina.com/", app.Variable("PMA_ABSOLUTE_URI"));
    }
}
