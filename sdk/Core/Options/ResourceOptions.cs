namespace Pulumi;

/// <summary>Options of a resource's registration.</summary>
public abstract class ResourceOptions
{
    private InputList<Resource>? _dependsOn;
    private List<string>? _ignoreChanges;
    private List<ResourceTransformation>? _resourceTransformations;
    private List<ResourceTransform>? _resourceTransforms;
    private List<Input<Alias>>? _aliases;
    private List<string>? _replaceOnChanges;
    private InputList<Resource>? _replaceWith;
    private ResourceHookBinding? _hooks;
    private List<string>? _hideDiffs;

    /// <summary>Creates the options.</summary>
    protected ResourceOptions()
    {
    }

    /// <summary>The id of an existing resource to read instead of creating one.</summary>
    public Input<string>? Id { get; set; }

    /// <summary>The resource this one belongs to; the stack by default.</summary>
    public Resource? Parent { get; set; }

    /// <summary>Resources that must exist first.</summary>
    public InputList<Resource> DependsOn
    {
        get => _dependsOn ??= new InputList<Resource>();
        set => _dependsOn = value;
    }

    /// <summary>Whether a deletion is refused; inherited from the parent by default.</summary>
    public bool? Protect { get; set; }

    /// <summary>Properties whose changes are ignored.</summary>
    public List<string> IgnoreChanges
    {
        get => _ignoreChanges ??= [];
        set => _ignoreChanges = value;
    }

    /// <summary>The provider plugin's version.</summary>
    public string? Version { get; set; }

    /// <summary>The provider; by default the parent's provider for this package. Excludes a component's providers.</summary>
    public ProviderResource? Provider { get; set; }

    /// <summary>Timeouts of the provider's operations.</summary>
    public CustomTimeouts? CustomTimeouts { get; set; }

    /// <summary>
    /// Functions that may change the args and options of this resource and its children, called in the order from this resource's own to
    /// the stack's.
    /// </summary>
    public List<ResourceTransformation> ResourceTransformations
    {
        get => _resourceTransformations ??= [];
        set => _resourceTransformations = value;
    }

    /// <summary>Functions called by the engine; not called under mocks.</summary>
    public List<ResourceTransform> ResourceTransforms
    {
        get => _resourceTransforms ??= [];
        set => _resourceTransforms = value;
    }

    /// <summary>Former identities of the resource.</summary>
    public List<Input<Alias>> Aliases
    {
        get => _aliases ??= [];
        set => _aliases = value;
    }

    /// <summary>URN of a resource of this run to take over.</summary>
    public string? Urn { get; set; }

    /// <summary>Properties whose change replaces the resource.</summary>
    public List<string> ReplaceOnChanges
    {
        get => _replaceOnChanges ??= [];
        set => _replaceOnChanges = value;
    }

    /// <summary>Download URL of the provider plugin.</summary>
    public string? PluginDownloadURL { get; set; }

    /// <summary>Whether a deletion removes the resource from the state only.</summary>
    public bool? RetainOnDelete { get; set; }

    /// <summary>Resource with whose deletion this one is deleted too.</summary>
    public Resource? DeletedWith { get; set; }

    /// <summary>Resources whose replacement replaces this one too.</summary>
    public InputList<Resource> ReplaceWith
    {
        get => _replaceWith ??= new InputList<Resource>();
        set => _replaceWith = value;
    }

    /// <summary>Hooks around the resource's operations; not called under mocks.</summary>
    public ResourceHookBinding Hooks
    {
        get => _hooks ??= new ResourceHookBinding();
        set => _hooks = value;
    }

    /// <summary>Properties whose differences are hidden in the output.</summary>
    public List<string> HideDiffs
    {
        get => _hideDiffs ??= [];
        set => _hideDiffs = value;
    }

    /// <summary>A value whose change replaces the resource.</summary>
    public Input<object>? ReplacementTrigger { get; set; }

    internal InputList<Resource>? DependsOnIfAny => _dependsOn is null or { IsEmpty: true } ? null : _dependsOn;

    internal InputList<Resource>? ReplaceWithIfAny => _replaceWith is null or { IsEmpty: true } ? null : _replaceWith;

    internal List<ResourceTransformation>? TransformationsIfAny
        => _resourceTransformations is null or { Count: 0 } ? null : _resourceTransformations;

    internal void CopyTo(ResourceOptions copy)
    {
        copy.Id = Id;
        copy.Parent = Parent;
        copy._dependsOn = _dependsOn?.Clone();
        copy.Protect = Protect;
        copy._ignoreChanges = Copy(_ignoreChanges);
        copy.Version = Version;
        copy.Provider = Provider;
        copy.CustomTimeouts = CustomTimeouts.Clone(CustomTimeouts);
        copy._resourceTransformations = Copy(_resourceTransformations);
        copy._resourceTransforms = Copy(_resourceTransforms);
        copy._aliases = Copy(_aliases);
        copy.Urn = Urn;
        copy._replaceOnChanges = Copy(_replaceOnChanges);
        copy.PluginDownloadURL = PluginDownloadURL;
        copy.RetainOnDelete = RetainOnDelete;
        copy.DeletedWith = DeletedWith;
        copy._replaceWith = _replaceWith?.Clone();
        copy._hooks = _hooks?.Clone();
        copy._hideDiffs = Copy(_hideDiffs);
        copy.ReplacementTrigger = ReplacementTrigger;
    }

    /// <summary>Merges other options into these: single values are replaced, lists are joined.</summary>
    internal void Overlay(ResourceOptions over)
    {
        Id = over.Id ?? Id;
        Parent = over.Parent ?? Parent;
        Protect = over.Protect ?? Protect;
        Urn = over.Urn ?? Urn;
        Version = over.Version ?? Version;
        PluginDownloadURL = over.PluginDownloadURL ?? PluginDownloadURL;
        Provider = over.Provider ?? Provider;
        CustomTimeouts = over.CustomTimeouts ?? CustomTimeouts;
        RetainOnDelete = over.RetainOnDelete ?? RetainOnDelete;
        DeletedWith = over.DeletedWith ?? DeletedWith;
        ReplacementTrigger = over.ReplacementTrigger ?? ReplacementTrigger;
        _ignoreChanges = Join(_ignoreChanges, over._ignoreChanges);
        _resourceTransformations = Join(_resourceTransformations, over._resourceTransformations);
        _resourceTransforms = Join(_resourceTransforms, over._resourceTransforms);
        _aliases = Join(_aliases, over._aliases);
        _replaceOnChanges = Join(_replaceOnChanges, over._replaceOnChanges);
        _hideDiffs = Join(_hideDiffs, over._hideDiffs);
        _dependsOn = Join(_dependsOn, over._dependsOn);
        _replaceWith = Join(_replaceWith, over._replaceWith);
        _hooks = over._hooks is null ? _hooks : Hooks.Concat(over._hooks);
    }

    private static List<T>? Copy<T>(List<T>? list) => list is null ? null : [.. list];

    private static List<T>? Join<T>(List<T>? first, List<T>? second)
        => second is null ? first : first is null ? [.. second] : [.. first, .. second];

    private static InputList<Resource>? Join(InputList<Resource>? first, InputList<Resource>? second)
        => second is null ? first : first is null ? second.Clone() : first.Concat(second);
}
