using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What a resource hook sees; which inputs and outputs are set depends on the operation.</summary>
public class ResourceHookArgs
{
    /// <summary>What a resource hook sees.</summary>
    public ResourceHookArgs(
        string urn,
        string id,
        string name,
        string type,
        ImmutableDictionary<string, object?>? newInputs = null,
        ImmutableDictionary<string, object?>? oldInputs = null,
        ImmutableDictionary<string, object?>? newOutputs = null,
        ImmutableDictionary<string, object?>? oldOutputs = null)
    {
        Urn = urn;
        Id = id;
        Name = name;
        Type = type;
        NewInputs = newInputs;
        OldInputs = oldInputs;
        NewOutputs = newOutputs;
        OldOutputs = oldOutputs;
    }

    /// <summary>The resource's URN.</summary>
    public string Urn { get; }

    /// <summary>Its id.</summary>
    public string Id { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its type token.</summary>
    public string Type { get; }

    /// <summary>The inputs it gets.</summary>
    public ImmutableDictionary<string, object?>? NewInputs { get; }

    /// <summary>The inputs it had.</summary>
    public ImmutableDictionary<string, object?>? OldInputs { get; }

    /// <summary>The state it got.</summary>
    public ImmutableDictionary<string, object?>? NewOutputs { get; }

    /// <summary>The state it had.</summary>
    public ImmutableDictionary<string, object?>? OldOutputs { get; }
}
