namespace Pulumi;

/// <summary>Sees a resource before it is registered; what it returns replaces the args and options, null leaves them.</summary>
public delegate ResourceTransformationResult? ResourceTransformation(ResourceTransformationArgs args);
