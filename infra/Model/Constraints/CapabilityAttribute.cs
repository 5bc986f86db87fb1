namespace Infra.Model;

/// <summary>
/// A Linux capability that the Pod Security level <c>baseline</c> lets a container have (Kubernetes, Pod Security Standards).
/// </summary>
public sealed class CapabilityAttribute()
    : OneOfAttribute("a capability that the level baseline allows", "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL",
        "MKNOD", "NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT");
