using Infra.Model;

namespace Infra.Preview.Diff;

/// <summary>Description of one side of a comparison, where it is known.</summary>
/// <param name="System">Described system.</param>
/// <param name="NotBuilt">Described sections that the program does not build yet, or not as a whole.</param>
public sealed record DescribedSide(SystemSpec System, IReadOnlyList<string> NotBuilt);
