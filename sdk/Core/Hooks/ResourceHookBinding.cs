namespace Pulumi;

/// <summary>Which hooks run around which operation on a resource.</summary>
public class ResourceHookBinding
{
    /// <summary>Before it is created; a failure fails the creation.</summary>
    public List<ResourceHook> BeforeCreate { get; set; } = [];

    /// <summary>After it is created.</summary>
    public List<ResourceHook> AfterCreate { get; set; } = [];

    /// <summary>Before it is updated; a failure fails the update.</summary>
    public List<ResourceHook> BeforeUpdate { get; set; } = [];

    /// <summary>After it is updated.</summary>
    public List<ResourceHook> AfterUpdate { get; set; } = [];

    /// <summary>Before it is deleted; a failure fails the deletion.</summary>
    public List<ResourceHook> BeforeDelete { get; set; } = [];

    /// <summary>After it is deleted.</summary>
    public List<ResourceHook> AfterDelete { get; set; } = [];

    /// <summary>When an operation fails.</summary>
    public List<ErrorHook> OnError { get; set; } = [];

    /// <summary>Whether there is no hook at all.</summary>
    public bool IsEmpty
        => BeforeCreate.Count + AfterCreate.Count + BeforeUpdate.Count + AfterUpdate.Count + BeforeDelete.Count + AfterDelete.Count + OnError.Count == 0;

    /// <summary>A binding with lists of its own.</summary>
    public ResourceHookBinding Clone() => Concat(new ResourceHookBinding());

    /// <summary>A new binding with the hooks of both, the own ones first.</summary>
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
