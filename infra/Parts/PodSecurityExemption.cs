using Infra.Model;

namespace Infra.Parts;

/// <summary>A namespace whose pods exceed the Pod Security level <c>restricted</c>.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Level">The level that is enforced instead.</param>
/// <param name="Reason">The reason, for whoever reviews it.</param>
public sealed record PodSecurityExemption(string Namespace, PodSecurityLevel Level, string Reason);
