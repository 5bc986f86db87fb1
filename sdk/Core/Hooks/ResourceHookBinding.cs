namespace Pulumi;

/// <summary>Hooks of a resource by operation.</summary>
public class ResourceHookBinding
{
    /// <summary>Hooks before creation; a failure fails the creation.</summary>
    public List<ResourceHook> BeforeCreate { get; set; } = [];

    /// <summary>Hooks after creation.</summary>
    public List<ResourceHook> AfterCreate { get; set; } = [];

    /// <summary>Hooks before an update; a failure fails the update.</summary>
    public List<ResourceHook> BeforeUpdate { get; set; } = [];

    /// <summary>Hooks after an update.</summary>
    public List<ResourceHook> AfterUpdate { get; set; } = [];

    /// <summary>Hooks before deletion; a failure fails the deletion.</summary>
    public List<ResourceHook> BeforeDelete { get; set; } = [];

    /// <summary>Hooks after deletion.</summary>
    public List<ResourceHook> AfterDelete { get; set; } = [];

    /// <summary>Hooks for a failed operation.</summary>
    public List<ErrorHook> OnError { get; set; } = [];

    /// <summary>Whether the binding contains no hooks.</summary>
    public bool IsEmpty
        => BeforeCreate.Count + AfterCreate.Count + BeforeUpdate.Count + AfterUpdate.Count + BeforeDelete.Count + AfterDelete.Count
            + OnError.Count == 0;

    /// <summary>Copies the binding, with lists of its own.</summary>
    public ResourceHookBinding Clone() => Concat(new ResourceHookBinding());

    /// <summary>Combines two bindings into a new one; this binding's hooks come first.</summary>
    public ResourceHookBinding Concat(ResourceHookBinding other) => new()
    {
        BeforeCreate = [.. BeforeCreate, .. other.BeforeCreate],
        AfterCreate = [.. AfterCreate, .. other.AfterCreate],
        BeforeUpdate = [.. BeforeUpdate, .. other.BeforeUpdate],
        AfterUpdate = [.. AfterUpdate, .. other.AfterUpdate],
        BeforeDelete = [.. BeforeDelete, .. other.BeforeDelete],
        AfterDelete = [.. AfterDelete, .. other.AfterDelete],
        OnError = [.. OnError, .. other.OnError],
    };
}
