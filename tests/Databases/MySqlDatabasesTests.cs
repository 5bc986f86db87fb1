using Infra.Databases;
using Infra.Model;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Databases;

/// <summary>The databases of a stack on a MySQL server, and how apps know them.</summary>
public sealed class MySqlDatabasesTests
{
    [Theory]
    [InlineData("prod", "infra prod", "wordpress")]
    [InlineData("stage", "stage", "wordpress_stage")]
    public async Task AppsKnowADatabaseByASecretInTheirNamespace(string stack, string spaces, string user)
    {
        var secrets = (await DatabaseSystems.PlanAsync(stack, "3-prod")).Resources
            .Where(resource => resource.Type == "kubernetes:core/v1:Secret" && resource.Inputs["metadata"]!["name"]!.Text == "mysql-wordpress").ToArray();

        Assert.Equal(spaces, string.Join(' ', secrets.Select(secret => secret.Inputs["metadata"]!["namespace"]!.Text).Order()));
        Assert.All(secrets, secret =>
        {
            var data = secret.Inputs["stringData"]!;
            Assert.Equal(["host", "name", "password", "port", "url", "user"], data.Keys.Order());
        });
        Assert.Equal(user, MySqlAccess.UserOf(new DatabaseSpec { Name = "wordpress" }, DatabaseSystems.In(stack, "3-prod")));
    }

    [Fact]
    public void AGuestThatAlreadyHasAUserOfItsOwnKeepsItsName() =>
        Assert.Equal("wordpress_test", MySqlAccess.UserOf(new DatabaseSpec { Name = "wordpress_test", Owner = "wordpress_test" }, DatabaseSystems.In("test", "3-prod")));

    [Fact]
    public async Task StacksOfOneClusterHaveAJobEach()
    {
        var names = new List<string>();
        foreach (var stack in new[] { "prod", "stage", "test" })
        {
            names.Add(Job(await DatabaseSystems.PlanAsync(stack, "3-prod")).Inputs["metadata"]!["name"]!.Text);
        }

        Assert.Equal(["mysql-databases-prod", "mysql-databases-stage", "mysql-databases-test"], names);
    }

    [Fact]
    public async Task TheJobIsAnotherOneWhenTheListChanges()
    {
        var system = DatabaseSystems.In("prod", "3-prod");
        var more = system with
        {
            Databases = system.Databases with { Mysql = [.. system.Databases.Mysql.Select(server => server with { Databases = [.. server.Databases, new DatabaseSpec { Name = "shop" }] })] },
        };

        var before = Job(await DatabaseSystems.PlanAsync(system)).Inputs["spec"]!["template"]!["metadata"]!["annotations"]!["infra/scripts"]!.Text;
        var after = Job(await DatabaseSystems.PlanAsync(more)).Inputs["spec"]!["template"]!["metadata"]!["annotations"]!["infra/scripts"]!.Text;
        Assert.NotEqual(before, after);
    }

    [Fact]
    public async Task TheJobComesAfterTheServerAndMayReachIt()
    {
        var plan = await DatabaseSystems.PlanAsync("prod", "3-prod");

        Assert.Contains(plan.Resources.Single(resource => resource.Name == "mysql-mysql-cluster").Urn, Job(plan).DependsOn);
        Assert.Equal("mysql", Job(plan).Inputs["spec"]!["template"]!["metadata"]!["labels"]!["app.kubernetes.io/instance"]!.Text);
    }

    [Fact]
    public async Task AnotherDatabaseChangesNothingOfTheFirst()
    {
        var system = DatabaseSystems.In("prod", "3-prod");
        var more = system with
        {
            Databases = system.Databases with { Mysql = [.. system.Databases.Mysql.Select(server => server with { Databases = [new DatabaseSpec { Name = "before" }, .. server.Databases] })] },
        };
        var all = await DatabaseSystems.PlanAsync(more);

        Assert.All(
            (await DatabaseSystems.PlanAsync(system)).Resources.Where(resource => resource.Name.StartsWith("mysql-mysql-databases-wordpress", StringComparison.Ordinal)),
            resource => Assert.True(Plans.Same(resource.Inputs, all.Find(resource.Urn)!.Inputs), resource.Urn));
    }

    [Fact]
    public void AnAddressTakesAnyPassword() =>
        Assert.Equal("mysql://u:a%40b%2Fc%3A@host:3306/d", MySqlAccess.UrlOf("host", "d", "u", "a@b/c:"));

    private static PlanResource Job(PlanGraph plan) => plan.Resources.Single(resource => resource.Name == "mysql-mysql-databases-job");
}
