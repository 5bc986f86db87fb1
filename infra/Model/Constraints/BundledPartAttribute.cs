namespace Infra.Model;

/// <summary>A part that k3s brings and can leave out. Traefik is not among them: the ingress section configures it.</summary>
public sealed class BundledPartAttribute() : OneOfAttribute("a part that can be left out", "coredns", "servicelb", "local-storage", "metrics-server", "runtimes")
{
    /// <inheritdoc/>
    public override string Remedy(string value) => value == "traefik" ? "keep it: the ingress section configures the bundled Traefik" : base.Remedy(value);
}
