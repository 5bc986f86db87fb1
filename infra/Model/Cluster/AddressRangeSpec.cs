namespace Infra.Model;

/// <summary>A named set of address ranges.</summary>
public sealed record AddressRangeSpec : INamed
{
    /// <summary>The name settings refer to.</summary>
    [EntryName]
    public required string Name { get; init; }

    /// <summary>The ranges, IPv4 or IPv6.</summary>
    [NotEmpty]
    [NotEveryone]
    public required IReadOnlyList<Cidr> Addresses { get; init; }

    /// <summary>Whose they are.</summary>
    [FreeText]
    public string Description { get; init; } = "";
}
