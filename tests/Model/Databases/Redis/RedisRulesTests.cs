using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Databases.Redis;

public sealed class RedisRulesTests
{
    [Fact]
    public void RefusesNameOf53Characters() =>
        Refused(
            $"databases: {{redis: [{{name: {new string('r', 53)}, image: 'redis:8.2.1'}}]}}",
            "databases.redis[rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr].name: "
                + "'rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr' is not a valid name");

    [Fact]
    public void RefusesUndeclaredPassword() =>
        Refused("databases: {redis: [{name: cache, image: 'redis:8.2.1', password: cachePassword}]}", "there is no secret 'cachePassword'");

    [Fact]
    public void RefusesAnImageOfAnotherEngine() => Refused(
        "databases: {redis: [{name: cache, image: 'postgres:15'}]}", "'postgres:15' is no image of Redis; name one with");

    [Fact]
    public void AcceptsACompatibleImage() => Accepted("databases: {redis: [{name: cache, image: 'valkey/valkey:8.1.3'}]}");

    [Fact]
    public void RefusesDump() => Refused(
        "databases: {redis: [{name: cache, image: 'redis:8.2.1'}], " +
        "dumps: [{name: own, server: cache, image: 'a:1', destination: 'b2:x', rcloneConfig: rcloneConfig}]}",
        "'cache' is a Redis instance, which has no dump");
}
