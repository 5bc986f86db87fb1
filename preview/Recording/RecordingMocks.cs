using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;

namespace Infra.Preview.Recording;

/// <summary>
/// Answers a program's registrations as the cloud providers would and records them. Registrations arrive concurrently and in any order: all
/// records are kept under one lock, and no result depends on the order.
/// </summary>
internal sealed class RecordingMocks(RecordingOptions options) : IMocks
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ImmutableDictionary<string, object>> _inputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ILookup<string, object>> _reports = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> _secretOutputs = new(StringComparer.Ordinal);
    private readonly Addresses _addresses = new();
    private ImmutableDictionary<string, Output<object?>>? _stackOutputs;

    /// <summary>The outputs of the stack; null until it has registered them.</summary>
    public ImmutableDictionary<string, Output<object?>>? StackOutputs
    {
        get
        {
            lock (_gate)
            {
                return _stackOutputs;
            }
        }
    }

    /// <summary>The key under which a resource's inputs are stored: mocks receive only the type and name of a resource.</summary>
    public static string KeyOf(string type, string name) => type + "::" + name;

    /// <summary>Announces a resource, in the program's order, before it is registered.</summary>
    public void Expect(string type, string name, IReadOnlyList<string> secretOutputs)
    {
        lock (_gate)
        {
            _addresses.Reserve(type, name);
            if (secretOutputs.Count > 0)
            {
                _secretOutputs[KeyOf(type, name)] = secretOutputs;
            }
        }
    }

    /// <summary>The inputs a resource was registered with; null when it was not.</summary>
    public ImmutableDictionary<string, object>? InputsOf(string type, string name)
    {
        lock (_gate)
        {
            return _inputs.GetValueOrDefault(KeyOf(type, name));
        }
    }

    /// <summary>Findings that the SDK reported about a resource's inputs; null when it does not report them.</summary>
    public ILookup<string, object>? ReportOf(string type, string name)
    {
        lock (_gate)
        {
            return _reports.GetValueOrDefault(KeyOf(type, name));
        }
    }

    /// <inheritdoc/>
    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        var type = args.Type ?? "";
        var name = args.Name ?? "";
        // Most resources give back their inputs unchanged; the SDK then need not read the state again.
        var state = args.Inputs.ToBuilder();
        lock (_gate)
        {
            _inputs[KeyOf(type, name)] = args.Inputs;
            if (args is ILookup<string, object> report)
            {
                _reports[KeyOf(type, name)] = report;
            }
            if (type == "pulumi:pulumi:StackReference")
            {
                AddReferenced(state, name);
            }
            else
            {
                ComputedValues.AddTo(state, type, name, _addresses);
            }
            var computed = options.Computed?.Invoke(type, name, args.Inputs);
            foreach (var (key, value) in computed?.Outputs ?? ImmutableDictionary<string, object>.Empty)
            {
                state[key] = value;
            }
            MarkSecret(state, KeyOf(type, name));
            var id = computed?.Id ?? (string.IsNullOrEmpty(args.Id) ? ComputedValues.Id(type, name) : args.Id);
            return Task.FromResult<(string?, object)>((id, state.ToImmutable()));
        }
    }

    /// <inheritdoc/>
    public Task<object> CallAsync(MockCallArgs args) => Task.FromResult<object>(ComputedValues.Found(args.Token ?? "", args.Args));

    /// <inheritdoc/>
    public Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest request)
    {
        if (request.Urn.Contains("::pulumi:pulumi:Stack::", StringComparison.Ordinal))
        {
            lock (_gate)
            {
                _stackOutputs = request.Outputs;
            }
        }
        return Task.CompletedTask;
    }

    private void AddReferenced(ImmutableDictionary<string, object>.Builder state, string name)
    {
        var stack = state.TryGetValue("name", out var given) && given is string text ? text : name;
        var outputs = new Dictionary<string, object>(StringComparer.Ordinal);
        var secret = new List<object>();
        if (options.ReferencedOutputs?.Invoke(stack) is { } known)
        {
            foreach (var (key, value) in known)
            {
                outputs[key] = value;
                if (value is string whole && SecretToken.IsIn(whole))
                {
                    secret.Add(key);
                }
            }
        }
        state["outputs"] = outputs;
        state["secretOutputNames"] = secret;
    }

    /// <summary>Marks `additionalSecretOutputs` as secret. The engine does so itself; mocks must do it explicitly.</summary>
    private void MarkSecret(ImmutableDictionary<string, object>.Builder state, string key)
    {
        if (!_secretOutputs.TryGetValue(key, out var outputs))
        {
            return;
        }
        foreach (var output in outputs)
        {
            if (state.TryGetValue(output, out var value) && value is string text)
            {
                state[output] = Output.CreateSecret(text);
            }
        }
    }
}
