using System.Text.RegularExpressions;

namespace Infra.Model;

/// <summary>A path of a block device.</summary>
public sealed partial class DevicePathAttribute()
    : TextConstraintAttribute("a path of a disk", "a path under /dev that stays the same from boot to boot, like /dev/disk/by-id/nvme-...",
        Expression(), maxLength: 4096)
{
    [GeneratedRegex("^/dev/\\S+$")]
    private static partial Regex Expression();
}
