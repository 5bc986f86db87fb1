using System.Collections.Immutable;
using Pulumi.Testing;

namespace Pulumi;

/// <summary>The registration of a component's or the stack's outputs with the mocks.</summary>
internal sealed class OutputsRegistration : IStep
{
    private readonly Deployment _deployment;
    private readonly Resource _resource;
    private readonly Output<IDictionary<string, object?>> _outputs;
    private Task? _answer;

    internal OutputsRegistration(Deployment deployment, Resource resource, Output<IDictionary<string, object?>> outputs)
    {
        _deployment = deployment;
        _resource = resource;
        _outputs = outputs;
    }

    public Task? Advance()
    {
        if (_answer is null)
        {
            if ((Deployment.WaitFor(_resource.Urn) ?? Deployment.WaitFor(_outputs)) is { } needed)
            {
                return needed;
            }

            var collector = _deployment.TakeCollector();
            var outputs = Collect(collector, out var pending);
            _deployment.GiveBack(collector);
            if (pending is not null)
            {
                return Task.WhenAll(pending);
            }

            _answer = _deployment.Mocks.RegisterResourceOutputs(new MockRegisterResourceOutputsRequest(_resource.Urn.Value, outputs));
        }

        if (!_answer.IsCompleted)
        {
            return _answer;
        }

        _answer.GetAwaiter().GetResult();
        return null;
    }

    public void Fail(Exception exception)
    {
    }

    private ImmutableDictionary<string, Output<object?>> Collect(InputCollector collector, out List<Task>? pending)
    {
        pending = null;
        var outputs = ImmutableDictionary.CreateBuilder<string, Output<object?>>();
        foreach (var (key, value) in _outputs.IsKnown ? _outputs.Value : ImmutableDictionary<string, object?>.Empty)
        {
            var plain = collector.SingleProperty("monitor.registerResourceOutputs(...)", key, value);
            if (collector.Pending is { } waiting)
            {
                (pending ??= []).AddRange(waiting);
            }
            else if (plain is not null || collector.HasUnknown || collector.HasSecret)
            {
                outputs[key] = Output<object?>.Of(plain, !collector.HasUnknown, collector.HasSecret, null);
            }
        }

        return outputs.ToImmutable();
    }
}
