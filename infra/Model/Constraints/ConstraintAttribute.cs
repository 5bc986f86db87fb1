namespace Infra.Model;

/// <summary>
/// A rule for the value of one setting, whatever other settings say: checked when the value is read, and shown in the schema and the guide.
/// </summary>
/// <param name="noun">The kind of value, after "is not": <c>a port</c>.</param>
/// <param name="form">The values that keep the rule, after "write": <c>a number from 1 to 65535</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public abstract class ConstraintAttribute(string noun, string form) : Attribute
{
    /// <summary>The kind of value, after "is not".</summary>
    public string Noun { get; } = noun;

    /// <summary>The values that keep the rule, after "write".</summary>
    public string Form { get; } = form;

    /// <summary>Whether an empty text keeps the rule. A text setting without such a rule is never empty.</summary>
    public virtual bool AllowsEmpty => false;

    /// <summary>Whether a text of several lines keeps the rule.</summary>
    public virtual bool AllowsLines => false;

    /// <summary>Whether a message may repeat a value that breaks the rule: not where it may be a key, or long.</summary>
    public virtual bool IsShown => true;

    /// <summary>Regular expression of the texts that keep the rule, in the dialect of JSON Schema; null for none.</summary>
    public virtual string? Pattern => null;

    /// <summary>Regular expression of the keys of a map that keep the rule; null for none.</summary>
    public virtual string? KeyPattern => null;

    /// <summary>Whether a value keeps the rule: the setting's own, an item's of a list, an entry's of a map.</summary>
    public virtual bool Holds(object value) => true;

    /// <summary>Whether a key of a map keeps the rule.</summary>
    public virtual bool HoldsForKey(string key) => true;

    /// <summary>Whether a list with this number of items keeps the rule.</summary>
    public virtual bool HoldsForCount(int count) => true;

    /// <summary>Remedy for a value that breaks the rule.</summary>
    public virtual string Remedy(string value) => $"write {Form}";
}
