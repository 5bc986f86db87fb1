namespace Infra.Model;

/// <summary>An argument of a Kubernetes component, as k3s takes it, that neither the program nor k3s sets.</summary>
/// <param name="component">The component.</param>
public sealed class ArgumentAttribute(KubernetesComponent component)
    : ConstraintAttribute("an argument that can be added", "an argument as key=value, without dashes before it")
{
    private const string Expression = "^[A-Za-z0-9][A-Za-z0-9.-]*(=.*)?$";

    /// <summary>The component.</summary>
    public KubernetesComponent Component { get; } = component;

    /// <inheritdoc/>
    public override string Pattern => Expression;

    /// <inheritdoc/>
    public override bool Holds(object value) =>
        value is string argument
        && Expressions.IsMatch(Expression, argument)
        && KubernetesArguments.InsteadOf(Component, KubernetesArguments.NameOf(argument)) is null;

    /// <inheritdoc/>
    public override string Remedy(string value) =>
        KubernetesArguments.InsteadOf(Component, KubernetesArguments.NameOf(value)) ?? base.Remedy(value);
}
