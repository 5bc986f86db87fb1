namespace Infra.Model;

/// <summary>A component bundled with k3s that can be left out. Traefik is excluded: the ingress section configures it.</summary>
public sealed class BundledPartAttribute()
    : OneOfAttribute("a part that can be left out", "coredns", "servicelb", "local-storage", "metrics-server", "runtimes")
{
    /// <inheritdoc/>
    public override string Remedy(string value) =>
        value == "traefik" ? "keep it: the ingress section configures the bundled Traefik" : base.Remedy(value);
}
