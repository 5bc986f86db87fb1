namespace Infra.Model;

/// <summary>Progressive delivery with Flagger, an option beside blue-green.</summary>
public sealed record DeliverySpec
{
    /// <summary>Canaries, by app. Defaults to none, and then Flagger is not installed.</summary>
    public IReadOnlyList<CanarySpec> Canaries { get; init; } = [];
}
