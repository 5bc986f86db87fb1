using Infra.Parts;

namespace Infra.Platform;

/// <summary>
/// A part of the platform: one folder with its component, values, versions and answers. A new one is a folder below
/// <c>infra/Platform</c> and a line in <see cref="PlatformParts.All"/>.
/// </summary>
public abstract class PlatformPart : StackPart
{
}
