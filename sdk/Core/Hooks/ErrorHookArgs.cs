using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What an error hook sees.</summary>
public class ErrorHookArgs
{
    /// <summary>What an error hook sees.</summary>
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

    /// <summary>Its id.</summary>
    public string Id { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its type token.</summary>
    public string Type { get; }

    /// <summary>The inputs it was to get.</summary>
    public ImmutableDictionary<string, object?>? NewInputs { get; }

    /// <summary>The inputs it had.</summary>
    public ImmutableDictionary<string, object?>? OldInputs { get; }

    /// <summary>The state it had.</summary>
    public ImmutableDictionary<string, object?>? OldOutputs { get; }

    /// <summary>The operation that failed: create, update or delete.</summary>
    public string FailedOperation { get; }

    /// <summary>The errors, the latest first.</summary>
    public IReadOnlyList<string> Errors { get; }
}
