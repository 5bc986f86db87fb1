using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Preview;

public sealed class PlanValueTests
{
    [Theory]
    [InlineData("a", "{ b: { c: 2, d: 3 } }")]
    [InlineData("b.c", "{ a: 1, b: { d: 3 } }")]
    [InlineData("b", "{ a: 1 }")]
    [InlineData("b.e", "{ a: 1, b: { c: 2, d: 3 } }")]
    [InlineData("a.c", "{ a: 1, b: { c: 2, d: 3 } }")]
    public void LeavesAPathOut(string path, string rest)
    {
        var map = PlanValues.Of("{ a: 1, b: { c: 2, d: 3 } }");

        Assert.True(map.Without(path.Split('.')).IsSameAs(PlanValues.Of(rest)));
        Assert.True(map.IsSameAs(PlanValues.Of("{ a: 1, b: { c: 2, d: 3 } }")));
    }

    [Theory]
    [InlineData("a", "{ a: x, b: 2 }")]
    [InlineData("c", "{ a: 1, b: 2 }")]
    public void ReplacesTheValueOfAKnownKey(string key, string expected)
    {
        var map = PlanValues.Of("{ a: 1, b: 2 }");

        Assert.True(map.With(key, PlanValue.OfText("x")).IsSameAs(PlanValues.Of(expected)));
        Assert.True(map.IsSameAs(PlanValues.Of("{ a: 1, b: 2 }")));
    }
}
