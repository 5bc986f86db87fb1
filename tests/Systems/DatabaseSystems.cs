using Infra.Model;
using Infra.Model.Loading;
using Infra.Preview.Graph;
using Infra.Preview.Recording;
using Infra.Tests.Support;

namespace Infra.Tests.Systems;

/// <summary>Described systems with databases in the cluster.</summary>
internal static class DatabaseSystems
{
    /// <summary>Loads the community system of a stack in a phase.</summary>
    public static SystemSpec In(string stack, string phase)
    {
        var result = StackLoad.System(FrozenSystems.Root, new StackSelection
        {
            Stack = stack,
            System = "community",
            Environment = stack,
            Phase = phase,
        });
        Assert.True(result.Succeeded, string.Join('\n', result.Problems));
        return result.Spec;
    }

    /// <summary>Plans such a system, with the outputs of its owner.</summary>
    public static async Task<PlanGraph> PlanAsync(SystemSpec system)
    {
        var result = await Plans.RecordAsync(system, _ => new(StringComparer.Ordinal)
        {
            ["kubeconfig"] = SecretToken.For("kubeconfig"),
            ["k3sVersion"] = system.Cluster.K3s.Version,
            ["longhornVersion"] = "",
            ["nodeAddresses"] = new Dictionary<string, object>(StringComparer.Ordinal),
            ["ingressAddresses"] = Array.Empty<object>(),
            ["databasePasswords"] = SecretToken.For("databasePasswords"),
        });
        Assert.Empty(result.Problems);
        return result.Graph!;
    }

    /// <summary>Plans the community system of a stack in a phase.</summary>
    public static Task<PlanGraph> PlanAsync(string stack, string phase) => PlanAsync(In(stack, phase));

    /// <summary>Adds a Redis server as in source 003, on a volume of its node.</summary>
    public static SystemSpec WithRedis(SystemSpec system) => system with
    {
        Databases = system.Databases with
        {
            Redis = [new RedisSpec { Name = "cache", Image = "redis:8.2.1-alpine", Volume = "cache-data" }, .. system.Databases.Redis],
        },
        Storage = system.Storage with
        {
            Volumes = [.. system.Storage.Volumes, new VolumeSpec
            {
                Name = "cache-data",
                Size = Quantity.Parse("5Gi"),
                Class = "local-path",
                Owner = "cache",
            }],
        },
    };
}
