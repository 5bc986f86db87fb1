using System.Collections.Immutable;
using Pulumi;

namespace Infra.Preview.Recording;

/// <summary>Value, knownness, secrecy and dependencies of an output.</summary>
internal sealed record OutputReading(object? Value, bool IsKnown, bool IsSecret, ImmutableHashSet<Resource> Dependencies);
