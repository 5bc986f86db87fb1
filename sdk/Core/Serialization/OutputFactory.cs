namespace Pulumi;

/// <summary>
/// Creates a resource's output properties when they are first read, and fills them from the state that the registration returns.
/// </summary>
internal sealed class OutputFactory
{
    private readonly Resource _resource;
    private readonly Lock _gate = new();
    private List<(string Name, IOutput Output)>? _pending;
    private Action<string, IOutput>? _settle;

    internal OutputFactory(Resource resource) => _resource = resource;

    internal Output<T> Make<T>(string wireName)
    {
        var output = Output<T>.OfResource(_resource);
        lock (_gate)
        {
            if (_settle is null)
            {
                (_pending ??= []).Add((wireName, output));
                return output;
            }
        }

        _settle(wireName, output);
        return output;
    }

    /// <summary>
    /// Settles every output: the URN, the id, the properties in the state, and the others with an unknown or a default value.
    /// </summary>
    internal void Fill(string urn, string? id, ResourceState state, bool missingIsKnown) => SettleAll((name, output) =>
    {
        switch (name)
        {
            case "urn":
                output.Settle(urn, isKnown: true, isSecret: false);
                break;
            case "id" when _resource is CustomResource:
                output.Settle(id ?? "", isKnown: !string.IsNullOrEmpty(id), isSecret: false);
                break;
            case var _ when state.TryGet(name, out var plain, out var isKnown, out var isSecret):
                output.Settle(plain, isKnown, isSecret);
                break;
            default:
                output.Settle(null, missingIsKnown, isSecret: false);
                break;
        }
    });

    internal void Fail(Exception exception) => SettleAll((_, output) => output.Fail(exception));

    private void SettleAll(Action<string, IOutput> settle)
    {
        List<(string Name, IOutput Output)>? pending;
        lock (_gate)
        {
            _settle ??= settle;
            pending = _pending;
            _pending = null;
        }

        foreach (var (name, output) in pending ?? [])
        {
            settle(name, output);
        }
    }
}
