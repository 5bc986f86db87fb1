namespace Infra.Model;

/// <summary>An argument of a Kubernetes component, as k3s takes it.</summary>
/// <param name="reserved">Arguments that the program sets itself.</param>
public sealed class ArgumentAttribute(params string[] reserved)
    : ConstraintAttribute("an argument that can be added", "an argument as key=value, without dashes before it")
{
    private const string Expression = "^[A-Za-z0-9][A-Za-z0-9.-]*(=.*)?$";

    /// <summary>Arguments that the program sets itself.</summary>
    public IReadOnlyList<string> Reserved { get; } = reserved;

    /// <inheritdoc/>
    public override string Pattern => Expression;

    /// <inheritdoc/>
    public override bool Holds(object value) =>
        value is string argument && Expressions.IsMatch(Expression, argument) && !Reserved.Contains(NameOf(argument));

    /// <inheritdoc/>
    public override string Remedy(string value) => NameOf(value) switch
    {
        "config" when Reserved.Contains("config") =>
            "use config-dir=<folder>, which k3s merges over the program's file with the node's heartbeat",
        var name when Reserved.Contains(name) => "set cluster.k3s.nodeGracePeriod: heartbeats and grace period follow from it together",
        _ => base.Remedy(value),
    };

    private static string NameOf(string argument) => argument.Split('=')[0];
}
