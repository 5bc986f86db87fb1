using System.Reflection;
using Infra.SdkGenerator;

namespace Infra.Tests.Contracts;

/// <summary>
/// Comparison of the offline SDK with <c>sdk/contracts</c>, and of the contracts with the official packages. Slow: all members of the
/// packages are listed by reflection.
/// </summary>
public sealed class ContractTests
{
    private static readonly Lazy<IReadOnlyDictionary<string, IReadOnlyList<string>>> Dump = new(() =>
        Assemblies.SelectMany(ApiDump.ByPackage).ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal));

    public static TheoryData<string> Packages =>
        ["Pulumi", "Pulumi.Kubernetes", "Pulumi.Command", "Pulumi.HCloud", "Pulumi.Random", "Pulumi.Tls"];

    private static IEnumerable<Assembly> Assemblies => new[]
    {
        typeof(Pulumi.Deployment), typeof(Pulumi.Kubernetes.Provider), typeof(Pulumi.Command.Provider),
        typeof(Pulumi.HCloud.Provider), typeof(Pulumi.Random.Provider), typeof(Pulumi.Tls.Provider),
    }.Select(type => type.Assembly).Distinct();

#if PULUMI_OFFLINE
    [Theory]
    [MemberData(nameof(Packages))]
    public void OfflineSdkOffersExactlyItsContract(string package)
    {
        var offered = Dump.Value[package];
        var contract = Contract(package);
        var changes = contract.Except(offered, StringComparer.Ordinal).Select(l => "- " + l)
            .Concat(offered.Except(contract, StringComparer.Ordinal).Select(l => "+ " + l));

        Assert.True(offered.SequenceEqual(contract, StringComparer.Ordinal), $"""
            sdk/contracts/{package}.api.txt does not list what the offline SDK offers. If the change is meant: {ApiContracts.Command}
            {Few(changes)}
            """);
    }
#else
    [Theory]
    [MemberData(nameof(Packages))]
    public void OfficialAssemblyHasAllOfTheContract(string package) =>
        AssertNothing(new ApiText(Contract(package)).Beyond(new ApiText(Dump.Value[package])), package, "the official assembly");

    [SkippableTheory]
    [MemberData(nameof(Packages))]
    public void OfficialAssemblyReadsAsItsListing(string package)
    {
        var contract = new ApiText(Contract(package));

        Assert.Equal(new ApiText(Listing(package)).Restricted(contract), new ApiText(Dump.Value[package]).Restricted(contract));
    }
#endif

    [SkippableTheory]
    [MemberData(nameof(Packages))]
    public void ContractIsPartOfTheOfficialListing(string package) =>
        AssertNothing(new ApiText(Contract(package)).Beyond(new ApiText(Listing(package))), package, "the official package");

    private static void AssertNothing(IReadOnlyList<string> beyond, string package, string other) =>
        Assert.True(
            beyond.Count == 0,
            $"sdk/contracts/{package}.api.txt has {beyond.Count} lines that {other} lacks; code could compile here and nowhere " +
            $"else:\n{Few(beyond)}");

    private static string Few(IEnumerable<string> lines) => string.Join('\n', lines.Take(40));

    private static string[] Contract(string package) =>
        File.ReadAllLines(Path.Combine(Repository.Root(), "sdk", "contracts", package + ".api.txt"));

    private static string[] Listing(string package)
    {
        var path = Path.Combine(Repository.Listings(Repository.Root()), package + ".api.txt");
        Skip.IfNot(File.Exists(path), $"No official listing at {path}.");
        return File.ReadAllLines(path);
    }
}
