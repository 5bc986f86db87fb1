using System.Collections.Immutable;
using Pulumi.Testing;

namespace Pulumi;

/// <summary>A call of a provider's function or of a resource's method, answered by the mocks.</summary>
internal sealed class FunctionCall : IStep
{
    private readonly Deployment _deployment;
    private readonly string _token;
    private readonly InputArgs _args;
    private readonly ProviderResource? _provider;
    private readonly TaskCompletionSource<FunctionCall> _done = new();
    private ImmutableDictionary<string, object> _inputs = ImmutableDictionary<string, object>.Empty;
    private Task<object>? _answer;
    private bool _collected;
    private bool _unknown;

    internal FunctionCall(Deployment deployment, string token, InputArgs args, ProviderResource? provider)
    {
        _deployment = deployment;
        _token = token;
        _args = args;
        _provider = provider;
    }

    /// <summary>The resource whose method is called.</summary>
    internal Resource? Self { get; init; }

    /// <summary>Resources that must exist first.</summary>
    internal InputList<Resource>? DependsOn { get; init; }

    /// <summary>Whether unknown arguments make the result unknown instead of being omitted.</summary>
    internal bool StopsAtUnknown { get; init; }

    /// <summary>Whether the caller awaits the result itself; the failure is then the caller's alone, who may catch it.</summary>
    internal bool IsAwaited { get; init; }

    public bool FailsTheRun => !IsAwaited;

    /// <summary>Task of the call, completed when the answer is available.</summary>
    internal Task<FunctionCall> Done => _done.Task;

    /// <summary>Dependencies of the arguments and of <see cref="DependsOn"/>.</summary>
    internal object? Dependencies { get; private set; }

    /// <summary>The answer; null when the call was not made because arguments are unknown.</summary>
    internal ResourceState? Result { get; private set; }

    public Task? Advance()
    {
        if (_answer is null)
        {
            if (!_collected && Collect() is { } needed)
            {
                return needed;
            }

            if (_collected && StopsAtUnknown && _unknown)
            {
                _done.SetResult(this);
                return null;
            }

            if (_provider is not null && (Deployment.WaitFor(_provider.Urn) ?? Deployment.WaitFor(_provider.Id)) is { } reference)
            {
                return reference;
            }

            _answer = _deployment.Mocks.CallAsync(
                new MockCallArgs { Token = _token, Args = _inputs, Provider = _provider?.Reference ?? "" });
        }

        return _answer.IsCompleted ? Finish() : _answer;
    }

    public void Fail(Exception exception) => _done.TrySetException(exception);

    private Task? Collect()
    {
        var collector = _deployment.TakeCollector();
        var kind = _args is CallArgs ? "call" : "invoke";
        try
        {
            _inputs = collector.CollectAll($"{kind}:{_token}", _args, skipIdentity: false, Self);
        }
        catch (Exception e)
        {
            _deployment.LogError($"Error serializing arguments for {kind} {_token}: {e.Message}");
            throw;
        }

        var pending = collector.Pending;
        _unknown = collector.AnyUnknown;
        Dependencies = collector.Dependencies;
        _deployment.GiveBack(collector);
        if (pending is not null)
        {
            return Task.WhenAll(pending);
        }

        if (DependsOn is not null)
        {
            if (_deployment.WaitFor(DependsOn) is { } dependencies)
            {
                return dependencies;
            }

            var listed = new List<Resource>();
            DependsOn.TryRead(listed, []);
            foreach (var resource in listed)
            {
                Dependencies = Pulumi.Dependencies.Union(Dependencies, resource);
            }
        }

        _collected = true;
        return null;
    }

    private Task? Finish()
    {
        var answer = _answer!.GetAwaiter().GetResult();
        var collector = _deployment.TakeCollector();
        Result = ResourceState.Read(answer, _inputs, collector);
        var pending = collector.Pending;
        _deployment.GiveBack(collector);
        if (pending is not null)
        {
            return Task.WhenAll(pending);
        }

        _done.SetResult(this);
        return null;
    }
}
