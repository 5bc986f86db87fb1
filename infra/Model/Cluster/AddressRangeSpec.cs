namespace Infra.Model;

/// <summary>A named set of address ranges.</summary>
public sealed record AddressRangeSpec : INamed
{
    /// <summary>Name that other settings use to refer to the ranges.</summary>
    [EntryName]
    public required string Name { get; init; }

    /// <summary>Address ranges, IPv4 or IPv6.</summary>
    [NotEmpty]
    [NotEveryone]
    public required IReadOnlyList<Cidr> Addresses { get; init; }

    /// <summary>Owner of the ranges.</summary>
    [ForPeople]
    [FreeText]
    public string Description { get; init; } = "";
}
