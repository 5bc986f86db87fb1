namespace Infra.Tests.Lab.Hosts;

/// <summary>An SSH key pair in OpenSSH's format.</summary>
/// <param name="Private">The private key.</param>
/// <param name="Public">The public key, one line.</param>
internal sealed record KeyPair(string Private, string Public);
