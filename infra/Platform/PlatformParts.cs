namespace Infra.Platform;

/// <summary>The list of the platform's parts.</summary>
public static class PlatformParts
{
    /// <summary>All parts.</summary>
    public static IReadOnlyList<PlatformPart> All { get; } =
    [
        new TenancyPart(),
        new SnapshotsPart(),
        new LonghornPart(),
        new StoragePart(),
        new VeleroPart(),
        new TraefikPart(),
        new CertManagerPart(),
        new SealedSecretsPart(),
        new VolumesPart(),
        new RoutesPart(),
        new PrometheusPart(),
        new LokiPart(),
        new GrafanaPart(),
        new AlloyPart(),
    ];
}
