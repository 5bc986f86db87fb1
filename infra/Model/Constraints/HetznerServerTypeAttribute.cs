namespace Infra.Model;

/// <summary>Form of the name of a Hetzner server type. A rule checks the name itself, because a node may be marked to skip it.</summary>
public sealed class HetznerServerTypeAttribute() : TextConstraintAttribute(
    "the name of a server type of Hetzner", "lower-case letters and digits, like cx33 or ccx13", "^[a-z]+[0-9]+[a-z0-9-]*$", maxLength: 20);
