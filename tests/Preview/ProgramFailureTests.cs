using Infra.Preview.Recording;

namespace Infra.Tests.Preview;

public sealed class ProgramFailureTests
{
    [Theory]
    [InlineData("plain \n", "plain")]
    [InlineData("Running program 'p' failed with an unhandled exception:\nSystem.ArgumentException: a: b\n   at X.Y()\n", "a: b")]
    [InlineData("Running program 'p' failed with an unhandled exception:\nA.BException: one\ntwo\n ---> C: d\n   at X.Y()", "one\ntwo")]
    [InlineData("Running program 'p' failed with an unhandled exception:\nnot an Exception: a", "not an Exception: a")]
    [InlineData("Running program 'p' failed with an unhandled exception:\nsetting: wrong", "setting: wrong")]
    public void ShowsTheMessageWithoutTypeAndStack(string message, string shown) =>
        Assert.Equal([shown], ProgramFailure.Explain(new InvalidOperationException(message)));

    [Fact]
    public void ListsEachMessageOnce() => Assert.Equal(
        ["a", "b"],
        ProgramFailure.Explain(new AggregateException(
            new InvalidOperationException("b"),
            new AggregateException(new InvalidOperationException("a"), new InvalidOperationException("b")))));
}
