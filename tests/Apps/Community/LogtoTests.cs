using System.Globalization;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Apps;

/// <summary>Sign-in as production plans it.</summary>
public sealed class LogtoTests
{
    /// <summary>The default tenant's, the administrators' tenant's, and the shared role.</summary>
    private const int Pools = 3;

    [Theory]
    [InlineData("prod", "postgres")]
    [InlineData("test", "postgres")]
    [Pitfall("logto-roles")]
    public void ItsRoleMayCreateRoles(string environment, string server) => Assert.Contains(
        Community.Spec(environment).Databases.Postgres.Single(known => known.Name == server).Databases,
        database => database.Name.StartsWith("logto", StringComparison.Ordinal) && database.CreateRoles);

    [Fact]
    [Pitfall("logto-alterations")]
    public async Task DatabaseIsSeededAndAlteredBeforeThePods()
    {
        var app = await PlannedApp.OfAsync("logto");
        var jobs = app.Plan.Resources.Where(resource => resource.Type == "kubernetes:batch/v1:Job"
            && resource.Name.StartsWith("app-logto-logto-", StringComparison.Ordinal)).ToDictionary(
                job => string.Join(' ', Container(job)["command"]!.Items.Select(part => part.Text)), StringComparer.Ordinal);

        var (seed, alteration) = (jobs["npm run cli db seed -- --swe"], jobs["npm run alteration deploy v1.42.0"]);
        Assert.Contains(seed.Urn, alteration.DependsOn);
        Assert.Contains(alteration.Urn, app.Workload.DependsOn);
        Assert.EndsWith(Image(seed), Image(alteration), StringComparison.Ordinal);
        Assert.Equal(app.Container["image"]!.Text, Image(alteration));

        static PlanValue Container(PlanResource job) => job.Inputs.At("spec", "template", "spec")!["containers"]!.Items[0];
        static string Image(PlanResource job) => Container(job)["image"]!.Text;
    }

    [Fact]
    [Pitfall("logto-alterations-folder")]
    public async Task FolderThatItFillsAtEachStartCanBeWritten() => Assert.NotNull(
        (await PlannedApp.OfAsync("logto")).VolumeAt("/etc/logto/packages/cli/alteration-scripts")["emptyDir"]);

    // The pods of prod, of its idle slot, of stage and of test, and Discourse's 24 for each of as many.
    [Fact]
    [Pitfall("logto-connections")]
    public async Task ConnectionsOfAllPodsFitTheServer()
    {
        var app = await PlannedApp.OfAsync("logto");
        var pool = int.Parse(app.Variable("DATABASE_POOL_SIZE")!, CultureInfo.InvariantCulture);
        var pods = 0;
        foreach (var environment in new[] { "prod", "stage", "test" })
        {
            pods += Infra.Model.AppPods.Most(Community.Spec(environment).Apps.Single(described => described.Name == "logto"));
        }

        var offered = int.Parse(Community.Spec().Databases.Postgres[0].Parameters["max_connections"], CultureInfo.InvariantCulture);
        Assert.Equal(5, pods);
        Assert.InRange((pods * pool * Pools) + (pods * 24), 1, offered - 10);
    }

    [Fact]
    [Pitfall("logto-stop")]
    public async Task RequestsEndBeforeTheSignalToStop() =>
        Assert.Equal(10, (await PlannedApp.OfAsync("logto")).Container.At("lifecycle", "preStop", "sleep", "seconds")!.Number);

    [Fact]
    [Pitfall("logto-console")]
    public async Task ConsoleHasAHostOfItsOwnForOperators()
    {
        var host = Community.Spec().Ingress.Hosts.Single(known => known.Name == "console");

        Assert.Equal(("logto", "console", "operators"), (host.App, host.Port, Assert.Single(host.AllowFrom)));
        Assert.Equal("https://auth-admin.dirtbikechina.com", (await PlannedApp.OfAsync("logto")).Variable("ADMIN_ENDPOINT"));
    }

    [Theory]
    [InlineData("prod", "https://auth.dirtbikechina.com")]
    [InlineData("dev", "https://auth.dev.dirtbikechina.com")]
    public async Task EndpointIsTheHostThatIsPublished(string stack, string endpoint)
    {
        var app = await PlannedApp.OfAsync("logto", stack);

        Assert.Equal((endpoint, "1"), (app.Variable("ENDPOINT"), app.Variable("TRUST_PROXY_HEADER")));
    }
}
