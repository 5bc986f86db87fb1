using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Arguments of an error hook.</summary>
public class ErrorHookArgs
{
    /// <summary>Creates the arguments of an error hook.</summary>
    public ErrorHookArgs(
        string urn,
        string id,
        string name,
        string type,
        ImmutableDictionary<string, object?>? newInputs = null,
        ImmutableDictionary<string, object?>? oldInputs = null,
        ImmutableDictionary<string, object?>? oldOutputs = null,
        string failedOperation = "",
        IReadOnlyList<string>? errors = null)
    {
        Urn = urn;
        Id = id;
        Name = name;
        Type = type;
        NewInputs = newInputs;
        OldInputs = oldInputs;
        OldOutputs = oldOutputs;
        FailedOperation = failedOperation;
        Errors = errors ?? [];
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

    /// <summary>The old outputs.</summary>
    public ImmutableDictionary<string, object?>? OldOutputs { get; }

    /// <summary>The operation that failed: create, update or delete.</summary>
    public string FailedOperation { get; }

    /// <summary>The errors, the latest first.</summary>
    public IReadOnlyList<string> Errors { get; }
}
