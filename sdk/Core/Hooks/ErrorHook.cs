namespace Pulumi;

/// <summary>A function that runs when an operation on a resource fails. Not called under mocks.</summary>
public class ErrorHook
{
    /// <summary>Registers a hook with the run; outside one it throws <see cref="InvalidOperationException"/>.</summary>
    public ErrorHook(string name, ErrorHookCallback callback)
        : this(name, callback, Deployment.Running.Registered)
    {
    }

    /// <summary>Creates a hook that is registered by other means.</summary>
    protected internal ErrorHook(string name, ErrorHookCallback callback, Task registered)
    {
        Name = name;
        Callback = callback;
        Registered = registered;
    }

    /// <summary>The name, unique in the program.</summary>
    public string Name { get; }

    /// <summary>The function that the hook runs.</summary>
    public ErrorHookCallback Callback { get; }

    internal Task Registered { get; }
}
