using System.Collections.Immutable;

namespace Infra.Cluster;

/// <summary>Finds out, while the program runs, which servers of a cluster can be used.</summary>
public interface IApiProbe
{
    /// <summary>Whether the API server of each address accepts connections.</summary>
    /// <param name="addresses">Addresses of the servers, in the described order.</param>
    Task<ImmutableArray<bool>> AnswersAsync(ImmutableArray<string> addresses);
}
