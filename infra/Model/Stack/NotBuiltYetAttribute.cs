namespace Infra.Model;

/// <summary>
/// Marks a record or setting that is described ahead of the program: read and checked, but nothing is built from it so far. A test
/// removes marks that no longer hold.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property)]
public sealed class NotBuiltYetAttribute : Attribute;
