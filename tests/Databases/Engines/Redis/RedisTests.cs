using Infra.Databases;
using Infra.Model;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Databases;

public sealed class RedisTests
{
    [Fact]
    public async Task DescribedVolumeOutlivesTheSet()
    {
        var spec = (await SetAsync()).Inputs["spec"]!;

        var claim = spec["volumeClaimTemplates"]!.Items[0]["spec"]!;
        Assert.Equal(("local-path", "5Gi"), (claim["storageClassName"]!.Text, claim["resources"]!["requests"]!["storage"]!.Text));
        Assert.Equal("Retain", spec["persistentVolumeClaimRetentionPolicy"]!["whenDeleted"]!.Text);
    }

    [Fact]
    public async Task InstanceWithoutVolumeKeepsNothing()
    {
        var system = DatabaseSystems.WithRedis(DatabaseSystems.In("prod", "3-prod"));
        var servers = system.Databases.Redis;
        var bare = system with { Databases = system.Databases with { Redis = [servers[0] with { Volume = null }, .. servers.Skip(1)] } };

        var spec = Named(await DatabaseSystems.PlanAsync(bare), "redis-cache-set").Inputs["spec"]!;
        Assert.Null(spec["volumeClaimTemplates"]);
        Assert.Contains(
            spec["template"]!["spec"]!["volumes"]!.Items,
            volume => volume["name"]!.Text == "data" && volume["emptyDir"] is not null);
    }

    [Fact]
    public async Task DrainEvictsTheInstance() =>
        Assert.Equal(0, Named(await PlanAsync(), "redis-cache-budget").Inputs["spec"]!["minAvailable"]!.Number);

    [Fact]
    public async Task PasswordIsNoArgumentAndProtectedInProduction()
    {
        var plan = await PlanAsync();

        Assert.True(Named(plan, "redis-cache-password").Protect);
        var container = Named(plan, "redis-cache-set").Inputs["spec"]!["template"]!["spec"]!["containers"]!.Items[0];
        Assert.Equal(["redis-server", "/configuration/redis.conf"], container["command"]!.Items.Select(part => part.Text));
        Assert.Null(container["args"]);
    }

    [Fact]
    public async Task DeclaredPasswordIsReadFromTheConfiguration()
    {
        var system = DatabaseSystems.WithRedis(DatabaseSystems.In("prod", "3-prod"));
        var servers = system.Databases.Redis;
        var declared = system with
        {
            Databases = system.Databases with { Redis = [servers[0] with { Password = "alertReceiver" }, .. servers.Skip(1)] },
        };

        Assert.Contains(RequiredSecrets.Of(declared), secret => secret.Key == "infra:alertReceiver");
        Each.Lacks((await DatabaseSystems.PlanAsync(declared)).Resources, resource => resource.Name == "redis-cache-password");
    }

    [Theory]
    [InlineData("256Mi", "maxmemory 134217728")]
    [InlineData("256Mi", "appendonly yes")]
    [InlineData("256Mi", "appendfsync everysec")]
    [InlineData("256Mi", "maxmemory-policy noeviction")]
    public void ConfigurationKeepsWrittenData(string memory, string line) =>
        Assert.Contains(line, Redis.ConfigurationFor(Quantity.Parse(memory)).Split('\n'));

    [Fact]
    public void PasswordMayContainQuotes() => Assert.Equal("requirepass \"a\\\"b\\\\c\"\n", Redis.PasswordLine("a\"b\\c"));

    [Fact]
    public async Task ClientsReadASecretInTheNamespace()
    {
        var secret = Named(await PlanAsync(), "redis-cache-access");

        Assert.Equal(("cache-cache", "prod"), (secret.Inputs["metadata"]!["name"]!.Text, secret.Inputs["metadata"]!["namespace"]!.Text));
        Assert.Equal(["host", "name", "password", "port", "url", "username"], secret.Inputs["stringData"]!.Keys.Order());
    }

    private static async Task<PlanResource> SetAsync() => Named(await PlanAsync(), "redis-cache-set");

    private static Task<PlanGraph> PlanAsync() =>
        DatabaseSystems.PlanAsync(DatabaseSystems.WithRedis(DatabaseSystems.In("prod", "3-prod")));

    private static PlanResource Named(PlanGraph plan, string name) => plan.Resources.Single(resource => resource.Name == name);
}
