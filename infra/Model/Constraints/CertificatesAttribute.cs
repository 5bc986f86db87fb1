namespace Infra.Model;

/// <summary>Certificates in PEM, one or several, and nothing else.</summary>
public sealed class CertificatesAttribute() : ConstraintAttribute(
    "a certificate in PEM",
    "the certificate of the authority from its line BEGIN CERTIFICATE to its line END CERTIFICATE, without any private key")
{
    private const string Begin = "-----BEGIN CERTIFICATE-----";
    private const string End = "-----END CERTIFICATE-----";

    // The tag of a sequence in DER, with which a certificate begins (RFC 5280, 4.1).
    private const byte Sequence = 0x30;

    /// <inheritdoc/>
    public override bool AllowsLines => true;

    /// <inheritdoc/>
    public override bool IsShown => false;

    /// <inheritdoc/>
    public override bool Holds(object value)
    {
        if (value is not string text)
        {
            return false;
        }

        var rest = text.AsSpan().Trim();
        while (rest.StartsWith(Begin, StringComparison.Ordinal))
        {
            var end = rest.IndexOf(End, StringComparison.Ordinal);
            if (end < 0 || !IsCertificate(rest[Begin.Length..end]))
            {
                return false;
            }

            rest = rest[(end + End.Length)..].Trim();
            if (rest.IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCertificate(ReadOnlySpan<char> base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64Chars(base64, bytes, out var length) && length > 1 && bytes[0] == Sequence;
    }
}
