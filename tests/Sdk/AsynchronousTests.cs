using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Infra.Tests.Sdk;

/// <summary>Mocks and inputs that complete later.</summary>
public sealed class AsynchronousTests
{
    [Fact]
    public async Task ResourceWaitsForItsInputs()
    {
        var late = new TaskCompletionSource<string>();
        var mocks = new RecordingMocks();
        var run = Deployment.TestAsync(mocks, Run.Update, () =>
        {
            _ = new Thing(
                "waits",
                new()
                {
                    Text = Output.Create(late.Task),
                    Plain = new object[] { Output.Create(late.Task).Apply(text => Output.Create(text + "!")) },
                });
            _ = new Thing("does-not");
        });

        Assert.Equal(["does-not"], mocks.Resources.Select(resource => resource.Name));
        late.SetResult("here");
        await run;

        Assert.Equal("here", mocks.Single("waits").Inputs["text"]);
        Assert.Equal("here!", ((ImmutableArray<object>)mocks.Single("waits").Inputs["plain"])[0]);
    }

    [Fact]
    public async Task ResourceWaitsForParentProviderAndDependencies()
    {
        var mocks = new GatedMocks();
        var run = Deployment.TestAsync(mocks, Run.Update, () =>
        {
            var group = new Group("group");
            var child = new Thing("child", options: new() { Parent = group });
            var provider = new ProviderResource(
                "test", "provider", ResourceArgs.Empty, new CustomResourceOptions(), registerPackageRequest: null);
            _ = new Thing("uses-provider", options: new() { Provider = provider });
            _ = new Thing("depends-on-the-group", options: new() { DependsOn = { group } });
            _ = new Thing("uses-the-child", new() { Text = child.Id });
            _ = new Thing("goes-with-child", options: new() { DeletedWith = child });
        });

        Assert.Equal(["group", "provider"], mocks.Asked());
        mocks.Answer("group");
        await mocks.Until("child");
        Assert.Equal(["child", "group", "provider"], mocks.Asked());
        mocks.Answer("provider");
        await mocks.Until("uses-provider");
        Assert.Equal(["child", "group", "provider", "uses-provider"], mocks.Asked());
        mocks.Answer("child");
        await mocks.Until("depends-on-the-group", "uses-the-child", "goes-with-child");
        mocks.AnswerAll();

        Assert.Equal(7, (await run).Length);
        Assert.Equal("child_id", mocks.Args("uses-the-child").Inputs["text"]);
        Assert.EndsWith("::provider::provider_id", mocks.Args("uses-provider").Provider, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MockStateMayHaveAPendingOutput()
    {
        var late = new TaskCompletionSource<string>();
        Thing? thing = null;
        var run = Run.Program(
            () => thing = new Thing("t"), _ => ("id", new Dictionary<string, object> { ["text"] = Output.Create(late.Task) }));

        Assert.False(run.IsCompleted);
        late.SetResult("here");
        await run;

        Assert.Equal("here", await OutputUtilities.GetValueAsync(thing!.Text));
    }

    [Fact]
    public async Task LateFailureFailsTheRunOnce()
    {
        var mocks = new GatedMocks();
        var run = Deployment.TestAsync(mocks, Run.Update, () =>
        {
            var first = new Thing("first");
            _ = new Thing("second", new() { Text = first.Text }, new() { DependsOn = { first } });
            _ = new Thing("third", options: new() { Parent = first });
        });

        mocks.Fail("first", new InvalidOperationException("late"));

        Assert.Contains(
            "System.InvalidOperationException: late",
            (await Assert.ThrowsAsync<RunException>(() => run)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunIsCurrentAfterAnAwait()
    {
        var late = new TaskCompletionSource<string>();
        var seen = "";
        var run = Run.Program(() => Output.Create(late.Task).Apply(_ => seen = Deployment.Instance.StackName));

        late.SetResult("");
        await run;

        Assert.Equal("dev", seen);
    }

    [Fact]
    public async Task RunWaitsForRegisteredOutputs()
    {
        var late = new TaskCompletionSource<string>();
        var mocks = new RecordingMocks();
        var run = Deployment.TestAsync(mocks, Run.Update, () => _ = new Later("l", Output.CreateSecret(late.Task)));

        late.SetResult("here");
        await run;

        var value = mocks.Outputs.Single(outputs => outputs.Urn.EndsWith("::l", StringComparison.Ordinal)).Outputs["value"];
        Assert.Equal("here", await OutputUtilities.GetValueAsync(value));
        Assert.True(await Output.IsSecretAsync(value));
    }

    private sealed class Later : ComponentResource
    {
        public Later(string name, Output<string> value)
            : base("test:index:Later", name) => RegisterOutputs(new Dictionary<string, object?> { ["value"] = value });
    }

    /// <summary>Mocks that answer on request.</summary>
    private sealed class GatedMocks : IMocks
    {
        private readonly ConcurrentDictionary<string, Question> questions = new(StringComparer.Ordinal);

        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            var question = Question(args.Name!);
            question.Asked.SetResult(args);
            return question.Answer.Task;
        }

        public Task<object> CallAsync(MockCallArgs args) => throw new NotSupportedException();

        public IEnumerable<string> Asked() =>
            questions.Where(question => question.Value.Asked.Task.IsCompleted).Select(question => question.Key)
                .Order(StringComparer.Ordinal);

        public Task<MockResourceArgs[]> Until(params string[] names) =>
            Task.WhenAll(names.Select(name => Question(name).Asked.Task)).WaitAsync(TimeSpan.FromMinutes(1));

        public MockResourceArgs Args(string name) => Question(name).Asked.Task.Result;

        public void Answer(string name) => Question(name).Answer.TrySetResult((name + "_id", Args(name).Inputs));

        public void Fail(string name, Exception exception) => Question(name).Answer.SetException(exception);

        public void AnswerAll()
        {
            foreach (var name in questions.Keys)
            {
                Answer(name);
            }
        }

        private Question Question(string name) => questions.GetOrAdd(name, _ => new Question());
    }

    private sealed class Question
    {
        public TaskCompletionSource<MockResourceArgs> Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<(string? Id, object State)> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
