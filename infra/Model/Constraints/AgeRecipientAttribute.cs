namespace Infra.Model;

/// <summary>
/// A public key of age: bech32 with a checksum, so that a key with a typing mistake is noticed before a dump is lost to it
/// (https://github.com/C2SP/C2SP/blob/main/age.md, https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki).
/// </summary>
public sealed class AgeRecipientAttribute()
    : TextConstraintAttribute("a recipient of age", "the whole public key, which begins with age1 and ends in its checksum", Expression,
        maxLength: 4096)
{
    private const string Expression = "^age1[02-9ac-hj-np-z0-9]*[02-9ac-hj-np-z]{6}$";

    /// <inheritdoc/>
    public override bool Holds(object value) => base.Holds(value) && Bech32.IsValid((string)value);
}
