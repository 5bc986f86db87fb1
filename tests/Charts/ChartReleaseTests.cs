using Infra.Charts;
using static Infra.Model.Yaml.OrderedMap;

namespace Infra.Tests.Charts;

public sealed class ChartReleaseTests
{
    [Fact]
    public void FindsAnEmptyListAtAnyDepth() =>
        Assert.True(ChartRelease.HasEmptyList(Map(("a", Map(("b", new object[] { Map(("c", Array.Empty<object>())) }))))));

    [Fact]
    public void EmptyTextsAndMapsAreNoEmptyLists() =>
        Assert.False(ChartRelease.HasEmptyList(Map(("a", ""), ("b", Map()), ("c", new object[] { 1 }), ("d", new[] { "x" }))));
}
