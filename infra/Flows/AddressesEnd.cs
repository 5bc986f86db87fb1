namespace Infra.Flows;

/// <summary>An end that is addresses: nodes, the API server, the internet, a Docker host.</summary>
public sealed record AddressesEnd : FlowEnd
{
    /// <summary>The address ranges, in CIDR notation.</summary>
    public required IReadOnlyList<string> Ranges { get; init; }

    /// <summary>Ranges inside each of <see cref="Ranges"/> that are excluded. Defaults to none.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];

    /// <inheritdoc/>
    public override string Text => Name;
}
