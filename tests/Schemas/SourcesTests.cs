using System.Security.Cryptography;
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
    public async Task EveryPlannedChartCanBeFetched(string stack) =>
        Assert.Empty(ChartUse.Of(await Plans.OfAsync(stack))
            .Where(use => !Lines.Any(line => line[0].StartsWith("charts/", StringComparison.Ordinal) && line[0].EndsWith($"-{use.Version.TrimStart('v')}/values.yaml", StringComparison.Ordinal) && line[0].Contains(use.Chart, StringComparison.Ordinal)))
            .Select(use => $"{use.Resource}: chart {use.Chart} {use.Version} has no line in sources.txt"));
}
