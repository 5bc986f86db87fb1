using Infra.Preview.Diff;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Preview.Diff;

public sealed class ValuePathTests
{
    [Theory]
    [InlineData("spec", "spec.replicas", true)]
    [InlineData("spec", "spec", true)]
    [InlineData("spec.replicas", "spec", false)]
    [InlineData("spec.rep", "spec.replicas", false)]
    [InlineData("triggers[*]", "triggers[3]", true)]
    [InlineData("triggers[*]", "triggers", false)]
    [InlineData("triggers[0]", "triggers[1]", false)]
    [InlineData("*", "anything.below", true)]
    [InlineData("spec.*.image", "spec.x.image", true)]
    [InlineData("data[\"tls.key\"]", "data[\"tls.key\"]", true)]
    [InlineData("data[\"tls.key\"]", "data.tls.key", false)]
    [InlineData("data[\"a\\\"b\"]", "data[\"a\\\"b\"].c", true)]
    [InlineData("[\"x\"].y", "x.y", true)]
    [InlineData("spec.containers[*].image", "spec.containers[name=app].image", true)]
    public void ContainsItselfAndWhatIsBelow(string path, string other, bool contains) =>
        Assert.Equal(contains, ValuePath.Parse(path).Contains(ValuePath.Parse(other)));

    [Theory]
    [InlineData("spec.selector.x", "spec.selector", true)]
    [InlineData("spec.containers[*].image", "spec.containers[1]", true)]
    [InlineData("spec", "spec", false)]
    [InlineData("spec.x", "other", false)]
    public void IsBelowWhatItBeginsWith(string path, string other, bool isBelow) =>
        Assert.Equal(isBelow, ValuePath.Parse(path).IsBelow(ValuePath.Parse(other)));

    [Theory]
    [InlineData("a.b", "x")]
    [InlineData("l[1].c", "z")]
    [InlineData("l[*].c", "z")]
    [InlineData("a[0]", null)]
    [InlineData("l.c", null)]
    [InlineData("l[7]", null)]
    public void FindsItsValue(string path, string? text) =>
        Assert.Equal(text, ValuePath.Parse(path).In(PlanValues.Of("{ a: { b: x }, l: [{ d: y }, { c: z }] }"))?.Text);

    [Theory]
    [InlineData("a", "{}", "{}", true)]
    [InlineData("a", "{}", "a: 1", true)]
    [InlineData("a", "a: 1", "{}", true)]
    [InlineData("a.b", "{}", "{}", true)]
    [InlineData("a.b", "{}", "a: { b: 1 }", true)]
    [InlineData("a.b", "a: { b: 1 }", "{}", false)]
    [InlineData("a.b", "a: { b: 1 }", "a: 1", false)]
    [InlineData("a.b", "a: 1", "a: { b: 1 }", true)]
    [InlineData("a.b.c", "a: { b: { c: 1 } }", "a: { b: {} }", true)]
    [InlineData("l[0]", "l: [1]", "l: [2]", true)]
    [InlineData("l[0]", "l: [1]", "l: []", false)]
    [InlineData("l[5]", "l: [1]", "l: [2]", true)]
    [InlineData("l[5].a", "l: [1]", "l: [2]", false)]
    [InlineData("l[0].a", "l: [{ a: 1 }]", "l: [{}]", true)]
    [InlineData("l[*]", "l: [1]", "l: [2]", true)]
    [InlineData("l[*]", "l: [1]", "l: [1, 2]", false)]
    [InlineData("l[*].a", "l: [{ a: 1 }]", "l: [{ a: 2 }]", true)]
    [InlineData("l[*].a", "l: [{ a: 1 }]", "l: []", false)]
    [InlineData("m.*", "m: { a: 1 }", "m: { b: 1 }", true)]
    [InlineData("m.*.x", "m: { a: { x: 1 } }", "m: { b: { x: 1 } }", false)]
    [InlineData("m.*.x", "m: { a: { x: 1 } }", "m: { a: { x: 2 } }", true)]
    public void ResetsAsTheEngineDoes(string path, string old, string value, bool canReset) =>
        Assert.Equal(canReset, ValuePath.Parse(path).CanReset(PlanValues.Of(old), PlanValues.Of(value)));

    [Fact]
    public void SecretOnBothSidesHasNothingToReset() =>
        Assert.True(ValuePath.Parse("a.b").CanReset(
            PlanValue.OfMap(["a"], [PlanValue.Secret]), PlanValue.OfMap(["a"], [PlanValue.Secret])));
}
