namespace Infra.Flows;

/// <summary>
/// The namespaces that other stacks make in this cluster for their environments. They are selected by the labels that every stack
/// puts on its namespaces, so that no stack depends on the names of another's, and an environment is added or removed without a
/// change here.
/// </summary>
/// <param name="System">The label value of the system.</param>
/// <param name="Except">The label value of this stack's environment.</param>
public sealed record OtherEnvironments(string System, string Except);
