namespace Infra.Model;

/// <summary>A folder of a node for data, apart from those of the operating system and of k3s.</summary>
public sealed class DataFolderAttribute()
    : TextConstraintAttribute("a folder for data",
        "an absolute path like /var/lib/longhorn or /mnt/data, in no folder of the operating system or of k3s", Expression, maxLength: 4096)
{
    private const string System =
        "(bin|boot|dev|etc|lib|lib32|lib64|libx32|proc|root|run|sbin|sys|tmp|usr|var/(cache|log|run|tmp)|var/lib/(kubelet|rancher))(/|$)";

    private const string Expression = $"^(?!/{System})(?!/(home|mnt|opt|srv|var|var/lib)$)(?!.*/\\.\\.?(/|$))(/[^/\\s:]+)+$";
}
