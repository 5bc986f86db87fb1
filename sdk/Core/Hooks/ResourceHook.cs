namespace Pulumi;

/// <summary>A function around a resource's operations. Nothing calls it under mocks.</summary>
public class ResourceHook
{
    /// <summary>Registers a hook with the run; outside one it throws <see cref="InvalidOperationException"/>.</summary>
    public ResourceHook(string name, ResourceHookCallback callback, ResourceHookOptions? options = null)
        : this(name, callback, options ?? new ResourceHookOptions(), Deployment.Running.Registered)
    {
    }

    /// <summary>A hook that is registered by other means.</summary>
    protected ResourceHook(string name, ResourceHookCallback callback, ResourceHookOptions options, Task registered)
    {
        Name = name;
        Callback = callback;
        Options = options ?? new ResourceHookOptions();
        Registered = registered;
    }

    /// <summary>The name, unique in the program.</summary>
    public string Name { get; }

    /// <summary>What it runs.</summary>
    public ResourceHookCallback Callback { get; }

    /// <summary>Its options.</summary>
    public ResourceHookOptions Options { get; }

    internal Task Registered { get; }
}
