using System.Security.Cryptography;
using Infra.Charts;
using Infra.Tests.Support;

namespace Infra.Tests.Schemas;

/// <summary>What <c>download.sh</c> fetches is what the tests check against.</summary>
public sealed class SourcesTests
{
    private static readonly string[][] Lines = [.. File.ReadAllLines(Repository.File("tests", "Schemas", "sources.txt")).Where(line => !line.StartsWith('#')).Select(line => line.Split(' '))];

    public static TheoryData<string> Stacks() => Plans.Stacks();

    [Fact]
    public void EveryLineIsWhole() => Assert.Empty(Lines.Where(line => line.Length != 5 || (line[1] != "-" && line[1].Length != 64)).Select(line => string.Join(' ', line)));

    [SkippableFact]
    public void WhatIsAtHandIsWhatWouldBeFetched()
    {
        var root = ReferenceData.Root;

        var differing = Lines.Where(line => File.Exists(Path.Combine(root, line[0])) && line[1] != "-")
            .Where(line => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(root, line[0])))) != line[1]);

        Assert.Empty(differing.Select(line => line[0]));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public void EveryChartOfThePartsCanBeFetched(string stack)
    {
        var charts = StackParts.All.SelectMany(part => part.Charts(Described.StackOf(stack)));

        Assert.Empty(charts.Where(chart => !Lines.Any(line => IsOf(line[0], chart))).Select(chart => $"chart {chart.Name} {chart.Version} has no line in sources.txt"));
    }

    private static bool IsOf(string path, Chart chart) =>
        path.StartsWith("charts/", StringComparison.Ordinal)
        && path.EndsWith($"-{chart.Version.TrimStart('v')}/values.yaml", StringComparison.Ordinal)
        && path.Contains(chart.Name[(chart.Name.LastIndexOf('/') + 1)..], StringComparison.Ordinal);
}
