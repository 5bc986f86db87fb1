using Infra.Model;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Databases;

/// <summary>The databases of a stack on a MySQL server, and how apps know them.</summary>
public sealed class MySqlDatabasesTests
{
    [Theory]
    [InlineData("prod", "infra prod")]
    [InlineData("stage", "stage")]
    public async Task AppsReadASecretInTheirNamespace(string stack, string spaces)
    {
        var secrets = (await DatabaseSystems.PlanAsync(stack, "3-prod")).Resources
            .Where(resource => resource.Type == "kubernetes:core/v1:Secret" && resource
                .Inputs["metadata"]!["name"]!.Text == "mysql-wordpress").ToArray();

        Assert.Equal(spaces, string.Join(' ', secrets.Select(secret => secret.Inputs["metadata"]!["namespace"]!.Text).Order()));
        Each.Of(secrets, secret =>
        {
            Assert.Equal(["host", "name", "password", "port", "url", "username"], secret.Inputs["stringData"]!.Keys.Order());
            Assert.Contains("stringData", secret.SecretInputs);
        });
    }

    [Theory]
    [InlineData("prod", "wordpress wordpress\n")]
    [InlineData("stage", null)]
    [InlineData("test", "wordpress_test wordpress_test\n")]
    public async Task StackCreatesTheDatabasesOfItsEnvironment(string stack, string? list)
    {
        var plan = await DatabaseSystems.PlanAsync(stack, "3-prod");
        var scripts = plan.Resources.SingleOrDefault(resource => resource.Name == "mysql-mysql-databases-scripts");

        Assert.Equal(list, scripts?.Inputs["data"]!["databases"]!.Text);
        Assert.Equal(
            list is not null,
            plan.Resources.Any(resource => resource.Inputs["metadata"]?["name"]?.Text == $"mysql-databases-{stack}"));
    }

    [Fact]
    public async Task JobFindsAPasswordUnderTheNameOfTheUser()
    {
        var volumes = Job(await DatabaseSystems.PlanAsync("prod", "3-prod")).Inputs["spec"]!["template"]!["spec"]!["volumes"]!.Items;
        var secret = Assert.Single(volumes
            .Single(volume => volume["name"]!.Text == "passwords")["projected"]!["sources"]!.Items)["secret"]!;

        Assert.Equal(
            ("mysql-wordpress", "password", "wordpress"),
            (secret["name"]!.Text, secret["items"]!.Items[0]["key"]!.Text, secret["items"]!.Items[0]["path"]!.Text));
    }

    [Fact]
    public async Task ChangedListMakesANewJob()
    {
        var system = DatabaseSystems.In("prod", "3-prod");
        var more = system with
        {
            Databases = system.Databases with
            {
                Mysql = [.. system.Databases.Mysql.Select(server => server with
                {
                    Databases = [.. server.Databases, new DatabaseSpec { Name = "shop" }],
                })],
            },
        };

        var before = Job(await DatabaseSystems.PlanAsync(system))
            .Inputs["spec"]!["template"]!["metadata"]!["annotations"]!["infra/scripts"]!.Text;
        var after = Job(await DatabaseSystems.PlanAsync(more))
            .Inputs["spec"]!["template"]!["metadata"]!["annotations"]!["infra/scripts"]!.Text;
        Assert.NotEqual(before, after);
    }

    [Fact]
    public async Task JobDependsOnTheServerAndMayReachIt()
    {
        var plan = await DatabaseSystems.PlanAsync("prod", "3-prod");

        Assert.Contains(plan.Resources.Single(resource => resource.Name == "mysql-mysql-cluster").Urn, Job(plan).DependsOn);
        Assert.Equal("mysql", Job(plan).Inputs["spec"]!["template"]!["metadata"]!["labels"]!["app.kubernetes.io/instance"]!.Text);
    }

    [Fact]
    public async Task AnotherDatabaseDoesNotChangeTheFirst()
    {
        var system = DatabaseSystems.In("prod", "3-prod");
        var more = system with
        {
            Databases = system.Databases with
            {
                Mysql = [.. system.Databases.Mysql.Select(server => server with
                {
                    Databases = [new DatabaseSpec { Name = "before" }, .. server.Databases],
                })],
            },
        };
        var all = await DatabaseSystems.PlanAsync(more);

        Each.Of(
            (await DatabaseSystems.PlanAsync(system)).Resources
                .Where(resource => resource.Name.StartsWith("mysql-mysql-databases-wordpress", StringComparison.Ordinal)),
            resource => Assert.True(Plans.Same(resource.Inputs, all.Find(resource.Urn)!.Inputs), resource.Urn));
    }

    private static PlanResource Job(PlanGraph plan) => plan.Resources.Single(resource => resource.Name == "mysql-mysql-databases-job");
}
