namespace Pulumi;

/// <summary>A function that the engine calls before a function call. Not called under mocks.</summary>
public delegate Task<InvokeTransformResult?> InvokeTransform(InvokeTransformArgs args, CancellationToken cancellationToken = default);
