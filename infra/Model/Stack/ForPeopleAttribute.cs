namespace Infra.Model;

/// <summary>Marks a record or setting that the program never reads: a remark for people who read the files.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property)]
public sealed class ForPeopleAttribute : Attribute;
