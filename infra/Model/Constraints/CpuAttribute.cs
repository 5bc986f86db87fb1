namespace Infra.Model;

/// <summary>An amount of CPU, in thousandths of a core: Kubernetes knows no smaller part.</summary>
public sealed class CpuAttribute() : ConstraintAttribute("an amount of CPU", "cores or thousandths of a core, like 2 or 500m")
{
    // More than any cluster has: a number of bytes.
    private const decimal Most = 1e6m;

    /// <inheritdoc/>
    public override bool Holds(object value) => value is Quantity { Value: <= Most and var cores } && decimal.IsInteger(cores * 1000);
}
