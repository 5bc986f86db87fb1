namespace Pulumi;

/// <summary>
/// Marks the constructor that builds an <see cref="OutputTypeAttribute"/> class; its parameters are named as on the wire.
/// </summary>
[AttributeUsage(AttributeTargets.Constructor)]
public sealed class OutputConstructorAttribute : Attribute
{
}
