using System.Reflection;
using Infra.Tests.Support;
using Pulumi;

namespace Infra.Tests.Architecture;

/// <summary>The type tokens of components, which are part of every resource's identity.</summary>
public sealed class TokensTests
{
    // Components that moved or were renamed keep their token: a new one would replace their resources.
    private static readonly Dictionary<string, string> Former = new(StringComparer.Ordinal)
    {
        ["Infra.Hosts.ExistingHosts"] = "infra:hetzner:ExistingHosts",
        ["Infra.Hosts.Firewall"] = "infra:hetzner:Firewall",
        ["Infra.Hosts.Network"] = "infra:hetzner:Network",
        ["Infra.Hosts.NodeDisk"] = "infra:hetzner:NodeDisk",
        ["Infra.Hosts.NodePool"] = "infra:hetzner:NodePool",
        ["Infra.Platform.Roles"] = "infra:platform:Access",
    };

    [Fact]
    public void TokenNamesTheFolderAndTheClass() =>
        Each.Of(
            typeof(InfraStack).Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(ComponentResource)) && !type.IsSubclassOf(typeof(Pulumi.Stack))),
            type => Assert.Equal(
                Former.GetValueOrDefault(type.FullName!) ?? $"infra:{type.Namespace!.Split('.')[1].ToLowerInvariant()}:{type.Name}",
                type.GetField("Token", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue()));

    [Fact]
    public void FormerTokensAreOfComponentsThatExist() =>
        Each.Of(Former.Keys, name => Assert.NotNull(typeof(InfraStack).Assembly.GetType(name)));
}
