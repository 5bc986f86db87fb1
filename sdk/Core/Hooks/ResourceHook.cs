namespace Pulumi;

/// <summary>A function that runs before or after a resource's operations. Not called under mocks.</summary>
public class ResourceHook
{
    /// <summary>Registers a hook with the run; outside one it throws <see cref="InvalidOperationException"/>.</summary>
    public ResourceHook(string name, ResourceHookCallback callback, ResourceHookOptions? options = null)
        : this(name, callback, options ?? new ResourceHookOptions(), Deployment.Running.Registered)
    {
    }

    /// <summary>Creates a hook that is registered by other means.</summary>
    protected ResourceHook(string name, ResourceHookCallback callback, ResourceHookOptions options, Task registered)
    {
        Name = name;
        Callback = callback;
        Options = options ?? new ResourceHookOptions();
        Registered = registered;
    }

    /// <summary>The name, unique in the program.</summary>
    public string Name { get; }

    /// <summary>The function that the hook runs.</summary>
    public ResourceHookCallback Callback { get; }

    /// <summary>The options of the hook.</summary>
    public ResourceHookOptions Options { get; }

    internal Task Registered { get; }
}
