namespace Infra.Model;

/// <summary>A path of a block device.</summary>
public sealed class DevicePathAttribute()
    : TextConstraintAttribute("a path of a disk", "a path under /dev that stays the same from boot to boot, like /dev/disk/by-id/nvme-...",
        Expression, maxLength: 4096)
{
    private const string Expression = "^/dev/\\S+$";
}
