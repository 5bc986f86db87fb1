using Infra.Cluster;
using Pulumi;

namespace Infra.Tests.Cluster;

public sealed class EngineAnswerTests
{
    [Fact]
    public void ReturnsTheAnswer() => Assert.Equal(7, EngineAnswer.Await("a number", "check it", () => Task.FromResult(7)));

    [Fact]
    public void AnswerThatNeverComesIsOneMessage()
    {
        var never = new TaskCompletionSource<int>();

        var error = Assert.Throws<RunException>(
            () => EngineAnswer.Await("its outputs", "check the backend", TimeSpan.Zero, () => never.Task));

        Assert.Equal("the engine did not give its outputs within 0 s; check the backend; nothing was changed", error.Message);
    }

    [Fact]
    public void FailureOfTheQuestionIsPassedOn() => Assert.Throws<TimeoutException>(
        () => EngineAnswer.Await("its outputs", "check", () => Task.FromException<int>(new TimeoutException("of its own"))));

    [Fact]
    public void WaitsWithoutTheCallersContext()
    {
        var former = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new Blocked());
        try
        {
            var answer = EngineAnswer.Await("a number", "check it", async () =>
            {
                await Task.Yield();
                return 7;
            });

            Assert.Equal(7, answer);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(former);
        }
    }

    /// <summary>A context whose only thread waits, so that it runs nothing.</summary>
    private sealed class Blocked : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }
}
