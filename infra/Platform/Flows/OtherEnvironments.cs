namespace Infra.Platform.Flows;

/// <summary>
/// The namespaces that other stacks make in this cluster for their environments. The labels that every stack puts on its
/// namespaces tell them apart, so that no stack has to know what another one named them, and an environment comes and
/// goes without a change here.
/// </summary>
/// <param name="System">The system, as its namespaces are labelled.</param>
/// <param name="Except">The environment of this stack, as its namespaces are labelled.</param>
public sealed record OtherEnvironments(string System, string Except);
