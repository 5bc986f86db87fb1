namespace Infra.Model;

/// <summary>A public SSH host key in the form of a <c>.pub</c> file.</summary>
public sealed class SshHostKeyAttribute() : ConstraintAttribute(
    "a public key",
    "the type and the whole base64 text as in the host's /etc/ssh/ssh_host_ecdsa_key.pub, neither a fingerprint nor the private key")
{
    /// <inheritdoc/>
    public override bool Holds(object value) => value is string key && HostKey.IsValid(key);
}
