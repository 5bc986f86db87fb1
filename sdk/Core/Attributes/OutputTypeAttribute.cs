namespace Pulumi;

/// <summary>Marks a class that an output property's state is converted to.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OutputTypeAttribute : Attribute
{
}
