using System.Reflection;
using Infra.Databases;
using Infra.Tests.Support;
using Pulumi;

namespace Infra.Tests.Architecture;

/// <summary>
/// The type tokens of components, which are part of every resource's identity in the states of users
/// (docs/decisions/0014-type-tokens-stay.md): the top folder in lower case and the class. Folders below it are not part of a token.
/// </summary>
public sealed class TokensTests
{
    // Components that moved from another top folder or were renamed keep their token: a new one would replace their resources.
    private static readonly Dictionary<string, string> Former = new(StringComparer.Ordinal)
    {
        ["Infra.Apps.AppServices"] = "infra:platform:AppServices",
        ["Infra.Apps.InitJobs"] = "infra:databases:InitJobs",
        ["Infra.Hosts.ExistingHosts"] = "infra:hetzner:ExistingHosts",
        ["Infra.Hosts.Firewall"] = "infra:hetzner:Firewall",
        ["Infra.Hosts.Network"] = "infra:hetzner:Network",
        ["Infra.Hosts.NodeDisk"] = "infra:hetzner:NodeDisk",
        ["Infra.Hosts.NodePool"] = "infra:hetzner:NodePool",
        ["Infra.Platform.Roles"] = "infra:platform:Access",
    };

    [Fact]
    public void TokenNamesTheTopFolderAndTheClass() =>
        Each.Of(
            typeof(InfraStack).Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(ComponentResource)) && !type.IsSubclassOf(typeof(Pulumi.Stack))),
            type => Assert.Equal(
                Former.GetValueOrDefault(type.FullName!) ?? Expected(type),
                type.GetField("Token", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue()));

    [Fact]
    public void TokenLeavesOutFoldersBelowTheTopFolder()
    {
        var folder = Path.GetDirectoryName(Assert.Single(
            Directory.GetFiles(Repository.File("infra"), "Postgres.cs", SearchOption.AllDirectories)))!;

        Assert.Equal(Repository.File("infra", "Databases", "Engines", "Postgres"), folder);
        Assert.Equal("infra:databases:Postgres", Postgres.Token);
    }

    [Fact]
    public void FormerTokensAreOfComponentsThatExistAndDiffer() =>
        Each.Of(Former, former =>
        {
            var type = typeof(InfraStack).Assembly.GetType(former.Key);

            Assert.NotNull(type);
            Assert.NotEqual(Expected(type), former.Value);
        });

    // LayersTests holds that the namespace is that of the top folder.
    private static string Expected(Type type) => $"infra:{type.Namespace!.Split('.')[1].ToLowerInvariant()}:{type.Name}";
}
