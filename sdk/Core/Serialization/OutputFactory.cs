namespace Pulumi;

/// <summary>Makes a resource's output properties and fills them from the state that the registration returns.</summary>
internal sealed class OutputFactory
{
    private readonly Resource _resource;
    private string[] _names = new string[8];
    private IOutput[] _outputs = new IOutput[8];
    private int _count;

    internal OutputFactory(Resource resource) => _resource = resource;

    internal Output<T> Make<T>(string wireName)
    {
        var output = Output<T>.OfResource(_resource);
        Add(wireName, output);
        return output;
    }

    internal void Add(string wireName, IOutput output)
    {
        if (_count == _names.Length)
        {
            Array.Resize(ref _names, _count * 2);
            Array.Resize(ref _outputs, _count * 2);
        }

        _names[_count] = wireName;
        _outputs[_count++] = output;
    }

    /// <summary>Settles every output: the URN, the id, the properties the state has, and for the others an unknown or a default value.</summary>
    internal void Fill(string urn, string? id, ResourceState state, bool missingIsKnown)
    {
        for (var i = 0; i < _count; i++)
        {
            var output = _outputs[i];
            switch (_names[i])
            {
                case "urn":
                    output.Settle(urn, isKnown: true, isSecret: false);
                    break;
                case "id" when _resource is CustomResource:
                    output.Settle(id ?? "", isKnown: !string.IsNullOrEmpty(id), isSecret: false);
                    break;
                case var name when state.TryGet(name, out var plain, out var isKnown, out var isSecret):
                    output.Settle(plain, isKnown, isSecret);
                    break;
                default:
                    output.Settle(null, missingIsKnown, isSecret: false);
                    break;
            }
        }
    }

    internal void Fail(Exception exception)
    {
        for (var i = 0; i < _count; i++)
        {
            _outputs[i].Fail(exception);
        }
    }
}
