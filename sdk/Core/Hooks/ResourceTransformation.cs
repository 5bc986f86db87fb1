namespace Pulumi;

/// <summary>Receives a resource before it is registered; the result replaces the args and options, null keeps them.</summary>
public delegate ResourceTransformationResult? ResourceTransformation(ResourceTransformationArgs args);
