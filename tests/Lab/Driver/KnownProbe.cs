using System.Collections.Immutable;
using Infra.Cluster;

namespace Infra.Tests.Lab.Driver;

/// <summary>A probe that knows the addresses that answer.</summary>
internal sealed class KnownProbe(IReadOnlyCollection<string> answering) : IApiProbe
{
    /// <inheritdoc/>
    public Task<ImmutableArray<bool>> AnswersAsync(ImmutableArray<string> addresses) =>
        Task.FromResult(addresses.Select(address => answering.Contains(address)).ToImmutableArray());
}
