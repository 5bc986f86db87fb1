namespace Infra.Model;

/// <summary>A map whose keys are names of a database server's parameters, those of extensions with their prefix; any values.</summary>
public sealed class ParameterNamesAttribute()
    : ConstraintAttribute("a name of a parameter", "a name like shared_buffers, or extension.name")
{
    private const string Expression = "^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_$]*)*$";

    /// <inheritdoc/>
    public override bool AllowsEmpty => true;

    /// <inheritdoc/>
    public override string KeyPattern => Expression;

    /// <inheritdoc/>
    public override bool HoldsForKey(string key) => Expressions.IsMatch(Expression, key);
}
