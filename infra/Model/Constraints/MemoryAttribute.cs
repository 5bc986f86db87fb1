namespace Infra.Model;

/// <summary>
/// An amount of memory: none, or whole bytes of which a process can run. <c>512m</c> is half a byte and <c>512</c> is 512 bytes, and
/// Kubernetes takes both.
/// </summary>
public sealed class MemoryAttribute() : ConstraintAttribute("an amount of memory", "whole bytes, 1Mi or more, like 256Mi")
{
    private const decimal Least = 1048576m;

    /// <inheritdoc/>
    public override bool Holds(object value) =>
        value is Quantity { Value: var bytes } && (bytes is 0 or >= Least) && decimal.IsInteger(bytes);
}
