namespace Infra.Preview.Graph;

/// <summary>Timeouts of a provider's operations; null leaves one to the provider.</summary>
public sealed record PlanTimeouts(TimeSpan? Create, TimeSpan? Update, TimeSpan? Delete);
