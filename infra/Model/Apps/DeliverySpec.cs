namespace Infra.Model;

/// <summary>Progressive delivery with Flagger, an alternative to blue-green deployment.</summary>
public sealed record DeliverySpec
{
    /// <summary>Canaries, by app. Defaults to none; Flagger is then not installed.</summary>
    public IReadOnlyList<CanarySpec> Canaries { get; init; } = [];
}
