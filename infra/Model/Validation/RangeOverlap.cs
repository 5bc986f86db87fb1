namespace Infra.Model.Validation;

/// <summary>Two ranges with an address in common.</summary>
/// <param name="First">The one earlier in the list.</param>
/// <param name="Second">The later one.</param>
public sealed record RangeOverlap(int First, int Second);
