using Infra.Model;

namespace Infra.Migration;

/// <summary>All certificates of an environment's namespaces are Ready and are valid for more than as many days.</summary>
public sealed class CertificatesCheck : CriterionCheck
{
    /// <inheritdoc/>
    public override GateCheck Check => GateCheck.Certificates;

    /// <inheritdoc/>
    public override (decimal Most, string Unit)? Max => (365, "days");

    /// <inheritdoc/>
    public override CheckQuestion Ask(GateScene scene, CriterionSpec criterion) => new(
        $"the Certificates of cert-manager in {string.Join(", ", scene.Namespaces)}",
        $"at least one, all Ready, none expires within {Number(criterion.Max!.Value)} days",
        string.Join(' ', scene.Namespaces),
        Number(criterion.Max.Value));
}
