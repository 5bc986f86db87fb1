namespace Pulumi;

/// <summary>Function of a resource hook; an exception fails the operation or is a warning, depending on the hook's options.</summary>
public delegate Task ResourceHookCallback(ResourceHookArgs args, CancellationToken cancellationToken = default);
