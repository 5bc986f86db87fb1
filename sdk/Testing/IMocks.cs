namespace Pulumi.Testing;

/// <summary>Stands in for the engine and the providers. Calls may come side by side.</summary>
public interface IMocks
{
    /// <summary>A resource is registered or read: answers its id (null or empty: unknown) and state, a dictionary by wire name.</summary>
    Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args);

    /// <summary>A function or method is called: answers its result, a dictionary by wire name.</summary>
    Task<object> CallAsync(MockCallArgs args);

    /// <summary>A component or the stack registers its outputs.</summary>
    Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args) => Task.CompletedTask;
}
