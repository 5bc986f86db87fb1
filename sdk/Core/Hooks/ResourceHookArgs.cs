using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Arguments of a resource hook; which inputs and outputs are set depends on the operation.</summary>
public class ResourceHookArgs
{
    /// <summary>Creates the arguments of a resource hook.</summary>
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

    /// <summary>The id.</summary>
    public string Id { get; }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The type token.</summary>
    public string Type { get; }

    /// <summary>The new inputs.</summary>
    public ImmutableDictionary<string, object?>? NewInputs { get; }

    /// <summary>The old inputs.</summary>
    public ImmutableDictionary<string, object?>? OldInputs { get; }

    /// <summary>The new outputs.</summary>
    public ImmutableDictionary<string, object?>? NewOutputs { get; }

    /// <summary>The old outputs.</summary>
    public ImmutableDictionary<string, object?>? OldOutputs { get; }
}
