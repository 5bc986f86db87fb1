using Infra.Model.Capacity;

namespace Infra.Model.Validation;

/// <summary>Answers of the parts of a stack that the validation of its description asks for.</summary>
/// <param name="Rules">The rules of the parts, and those between their answers.</param>
/// <param name="RequestsOf">Requests of the pods that a stack has on its cluster.</param>
public sealed record PartAnswers(
    IReadOnlyList<Action<ValidationContext>> Rules, Func<SystemSpec, IReadOnlyList<PodsRequest>> RequestsOf);
