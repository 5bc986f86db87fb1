namespace Infra.Model;

/// <summary>Marks a setting that the loader fills in (names of files, other files); writing it in a file is an error.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SetByLoaderAttribute : Attribute;
