using Infra.Model;

namespace Infra.Platform;

/// <summary>The claims of the apps' volumes as a part.</summary>
public sealed class VolumesPart : PlatformPart
{
    /// <inheritdoc/>
    public override string Name => "volumes";

    /// <inheritdoc/>
    public override IReadOnlyList<SectionUse> Sections { get; } = [new("storage")];

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => true;
}
