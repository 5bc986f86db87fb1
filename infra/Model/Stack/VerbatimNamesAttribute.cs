namespace Infra.Model;

/// <summary>Marks an enum whose values are written in YAML exactly as in C# (<c>ReadWriteMany</c>) instead of in camel case.</summary>
[AttributeUsage(AttributeTargets.Enum)]
public sealed class VerbatimNamesAttribute : Attribute;
