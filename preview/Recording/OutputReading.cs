using System.Collections.Immutable;
using Pulumi;

namespace Infra.Preview.Recording;

/// <summary>What there is to know of an output.</summary>
internal sealed record OutputReading(object? Value, bool IsKnown, bool IsSecret, ImmutableHashSet<Resource> Dependencies);
