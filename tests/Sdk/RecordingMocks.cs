using System.Collections.Immutable;
using Pulumi.Testing;

namespace Infra.Tests.Sdk;

/// <summary>Mocks that answer with the inputs, or as given, and record the calls in order.</summary>
internal sealed class RecordingMocks(Func<MockResourceArgs, (string? Id, object State)>? answer = null) : IMocks
{
    public List<MockResourceArgs> Resources { get; } = [];

    public List<MockCallArgs> Calls { get; } = [];

    public List<MockRegisterResourceOutputsRequest> Outputs { get; } = [];

    public object Result { get; init; } = ImmutableDictionary<string, object>.Empty;

    public MockResourceArgs Single(string name) => Resources.Single(resource => resource.Name == name);

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        lock (Resources)
        {
            Resources.Add(args);
        }

        return Task.FromResult(answer is null ? (args.Name + "_id", args.Inputs) : answer(args));
    }

    public Task<object> CallAsync(MockCallArgs args)
    {
        Calls.Add(args);
        return Task.FromResult(Result);
    }

    public Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args)
    {
        Outputs.Add(args);
        return Task.CompletedTask;
    }
}
