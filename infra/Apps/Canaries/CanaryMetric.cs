namespace Infra.Apps;

/// <summary>A measured value by which a canary is judged.</summary>
/// <param name="Name">Its name in the analysis.</param>
/// <param name="Template">Name of the object with the query.</param>
/// <param name="Query">The query in Prometheus's language, with Flagger's placeholders.</param>
/// <param name="Min">The lowest accepted value; null for none.</param>
/// <param name="Max">The highest accepted value; null for none.</param>
public sealed record CanaryMetric(string Name, string Template, string Query, double? Min, double? Max);
