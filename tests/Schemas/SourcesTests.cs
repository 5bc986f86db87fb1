using System.Security.Cryptography;
using Infra.Charts;
using Infra.Tests.Support;

namespace Infra.Tests.Schemas;

/// <summary>
/// List of what <c>download.sh</c> fetches, compared with the reference data and the planned charts. Slow: every frozen stack is planned,
/// unless another test did.
/// </summary>
public sealed class SourcesTests
{
    private static readonly string[][] Lines =
    [
        .. File.ReadAllLines(Repository.File("tests", "Schemas", "sources.txt")).Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(' ')),
    ];

    [Fact]
    public void EveryLineHasFiveFieldsAndAChecksum() =>
        Each.Of(Lines, line => Assert.True(line.Length == 5 && (line[1] == "-" || line[1].Length == 64), string.Join(' ', line)));

    [SkippableFact]
    public void ReferenceDataHasTheListedChecksums()
    {
        var root = ReferenceData.Root;

        Each.Of(Lines.Where(line => File.Exists(Path.Combine(root, line[0])) && line[1] != "-"), line =>
        {
            var content = File.ReadAllBytes(Path.Combine(root, line[0]));
            Assert.Equal((line[0], line[1]), (line[0], Convert.ToHexStringLower(SHA256.HashData(content))));
        });
    }

    [Fact]
    public void EveryChartOfThePartsIsListed()
    {
        var charts = FrozenSystems.Stacks.SelectMany(stack => StackParts.All.SelectMany(part => part.Charts(Described.StackOf(stack))))
            .Distinct();

        Each.Of(charts, chart => Assert.Contains(Lines, line => IsOf(line[0], chart)));
    }

    private static bool IsOf(string path, Chart chart) =>
        path.StartsWith("charts/", StringComparison.Ordinal)
        && path.EndsWith($"-{chart.Version.TrimStart('v')}/values.yaml", StringComparison.Ordinal)
        && path.Contains(chart.Name[(chart.Name.LastIndexOf('/') + 1)..], StringComparison.Ordinal);
}
