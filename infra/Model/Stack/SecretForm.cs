namespace Infra.Model;

/// <summary>Form of a generated secret.</summary>
public enum SecretForm
{
    /// <summary>Random characters.</summary>
    Password,

    /// <summary>A line as <c>htpasswd -nB</c> prints it, for a user with a generated password.</summary>
    Htpasswd,

    /// <summary>An RSA key with 4096 bits, as PEM.</summary>
    PrivateKey,

    /// <summary>A self-signed certificate of a generated private key, as PEM, valid for ten years.</summary>
    Certificate,
}
