namespace Pulumi;

/// <summary>A function that the engine calls before a resource is registered. Nothing calls it under mocks.</summary>
public delegate Task<ResourceTransformResult?> ResourceTransform(ResourceTransformArgs args, CancellationToken cancellationToken = default);
