namespace Pulumi;

/// <summary>What a resource hook runs; what it throws fails or warns, by the hook's options.</summary>
public delegate Task ResourceHookCallback(ResourceHookArgs args, CancellationToken cancellationToken = default);
