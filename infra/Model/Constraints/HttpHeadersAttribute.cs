namespace Infra.Model;

/// <summary>Headers of an HTTP request with their values.</summary>
public sealed class HttpHeadersAttribute()
    : ConstraintAttribute("a header", "a name of letters, digits and dashes, and a value of printable characters")
{
    private const string Name = "^[A-Za-z0-9-]{1,64}$";
    private const string Value = "^[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?$";

    /// <inheritdoc/>
    public override string Pattern => Value;

    /// <inheritdoc/>
    public override string KeyPattern => Name;

    /// <inheritdoc/>
    public override bool Holds(object value) => value is string text && Expressions.IsMatch(Value, text);

    /// <inheritdoc/>
    public override bool HoldsForKey(string key) => Expressions.IsMatch(Name, key);
}
