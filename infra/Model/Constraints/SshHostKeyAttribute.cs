namespace Infra.Model;

/// <summary>A public SSH host key in the form of a <c>.pub</c> file, of type ECDSA or Ed25519.</summary>
public sealed class SshHostKeyAttribute() : ConstraintAttribute(
    "a public key of type ECDSA or Ed25519",
    "the type and the whole base64 text as in the host's /etc/ssh/ssh_host_ecdsa_key.pub, neither a fingerprint nor the private key")
{
    /// <inheritdoc/>
    public override bool Holds(object value) => value is string key && HostKey.IsValid(key);

    /// <inheritdoc/>
    public override string Remedy(string value) => HostKey.IsRsa(value)
        ? "the provider would use SHA-1 with an RSA key, which sshd rejects: write the host's /etc/ssh/ssh_host_ecdsa_key.pub, or, if it "
            + "has none, /etc/ssh/ssh_host_ed25519_key.pub (ssh-keygen -A creates the missing ones)"
        : base.Remedy(value);
}
