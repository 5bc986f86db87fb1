namespace Infra.Preview.Graph;

/// <summary>The times a provider may take; null leaves one to the provider.</summary>
public sealed record PlanTimeouts(TimeSpan? Create, TimeSpan? Update, TimeSpan? Delete);
