namespace Pulumi;

/// <summary>A function that the engine calls before a resource is registered. Not called under mocks.</summary>
public delegate Task<ResourceTransformResult?> ResourceTransform(ResourceTransformArgs args, CancellationToken cancellationToken = default);
