namespace Pulumi;

/// <summary>Marks a struct that stands for a closed set of strings or numbers and converts explicitly to its value.</summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class EnumTypeAttribute : Attribute
{
}
