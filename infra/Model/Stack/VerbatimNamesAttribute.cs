namespace Infra.Model;

/// <summary>The enum's values are written in YAML as they are named in C# (<c>ReadWriteMany</c>) instead of in camel case.</summary>
[AttributeUsage(AttributeTargets.Enum)]
public sealed class VerbatimNamesAttribute : Attribute;
