namespace Infra.Model;

/// <summary>Marks a setting the loader fills in (names of files, other files); written in a file it is an error.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SetByLoaderAttribute : Attribute;
