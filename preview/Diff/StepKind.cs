namespace Infra.Preview.Diff;

/// <summary>Operations of the engine on one resource, in the order of their weight.</summary>
public enum StepKind
{
    /// <summary>Nothing changes.</summary>
    Same,

    /// <summary>Only its place changes: another name, parent or type that an alias connects with the former one.</summary>
    Move,

    /// <summary>A new resource.</summary>
    Create,

    /// <summary>A change in place.</summary>
    Update,

    /// <summary>A resource that is deleted and created anew.</summary>
    Replace,

    /// <summary>A resource that is no longer described.</summary>
    Delete,

    /// <summary>A step that ends the run with an error: by the API, by the provider or by protection.</summary>
    Refuse,
}
