using Infra.Model;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Apps;

public sealed class InitJobsTests
{
    [Fact]
    public async Task JobsOfAnAppRunInOrderAndDependOnNoOtherApp()
    {
        var system = DatabaseSystems.In("prod", "3-prod");
        AppSpec[] apps = [.. system.Apps.Select(app => app.Name == "logto" ? app with
        {
            InitJobs =
            [
                app.InitJobs[0] with { Name = "logto-first", Image = "svhd/logto:1.42.0" },
                app.InitJobs[0] with { Name = "logto-after", Image = "svhd/logto:1.42.0" },
            ],
        } : app)];

        var plan = await DatabaseSystems.PlanAsync(system with { Apps = apps });

        Assert.Contains(Named(plan, "init-jobs-logto-first").Urn, Named(plan, "init-jobs-logto-after").DependsOn);
        Assert.DoesNotContain(Named(plan, "init-jobs-discourse-init").Urn, Named(plan, "init-jobs-logto-after").DependsOn);
    }

    [Theory]
    [InlineData("app-logto-logto-init-7af4445a", "postgres-postgres-databases-logto")]
    [InlineData("init-jobs-discourse-init", "postgres-postgres-databases-discourse")]
    public async Task JobDependsOnItsDatabase(string job, string database)
    {
        var plan = await Plans.OfAsync("prod");

        Assert.Contains(Named(plan, database).Urn, Named(plan, job).DependsOn);
    }

    [Fact]
    public async Task RunWaitsForTheJobForALimitedTime()
    {
        var job = Named(await Plans.OfAsync("prod"), "init-jobs-discourse-init");

        Assert.NotNull(job.Timeouts?.Create);
        Assert.NotNull(job.Inputs["spec"]!["activeDeadlineSeconds"]);
        Assert.Null(job.Inputs.At("metadata", "annotations", "pulumi.com/skipAwait"));
    }

    [Fact]
    public async Task DescribedHomeReplacesTheJobsOwn()
    {
        var system = DatabaseSystems.In("prod", "3-prod");
        AppSpec[] apps = [.. system.Apps.Select(app => app.Name == "discourse" ? app with
        {
            InitJobs = [app.InitJobs[0] with { Env = [.. app.InitJobs[0].Env, new() { Name = "HOME", Value = "/root" }] }],
        } : app)];

        var job = Named(await DatabaseSystems.PlanAsync(system with { Apps = apps }), "init-jobs-discourse-init");

        var variables = job.Inputs.At("spec", "template", "spec", "containers")!.Items[0]["env"]!.Items;
        Assert.Equal("/root", Assert.Single(variables, variable => variable.TextOf("name") == "HOME").TextOf("value"));
    }

    private static PlanResource Named(PlanGraph plan, string name) => plan.Resources.Single(resource => resource.Name == name);
}
