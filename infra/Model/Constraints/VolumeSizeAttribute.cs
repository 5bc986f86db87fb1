namespace Infra.Model;

/// <summary>
/// A size of a volume, a disk or scratch space: whole bytes, because Kubernetes writes a part of a byte in another unit
/// (<c>107374182400m</c>) and volumes have none; at least 100Mi, because a file system and a server's first files take most of less.
/// </summary>
public sealed class VolumeSizeAttribute() : ConstraintAttribute("a size of a volume", "whole bytes, 100Mi or more, like 10Gi")
{
    private const decimal Least = 104857600m;

    /// <inheritdoc/>
    public override bool Holds(object value) => value is Quantity { Value: >= Least and var bytes } && decimal.IsInteger(bytes);
}
