namespace Pulumi.Testing;

/// <summary>Stand-ins for the engine and the providers. Calls may be concurrent.</summary>
public interface IMocks
{
    /// <summary>
    /// Answers the registration or read of a resource with its id (null or empty: unknown) and state, a dictionary by wire name.
    /// </summary>
    Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args);

    /// <summary>Answers the call of a function or method with its result, a dictionary by wire name.</summary>
    Task<object> CallAsync(MockCallArgs args);

    /// <summary>Receives the outputs that a component or the stack registers.</summary>
    Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args) => Task.CompletedTask;
}
