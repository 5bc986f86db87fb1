using System.Collections.Immutable;
using Infra.Model;
using Pulumi;
using Pulumi.Random;
using Pulumi.Tls;
using Pulumi.Tls.Inputs;

namespace Infra.Parts;

/// <summary>
/// The secrets that the stack generates: letters and digits, because they stand in URLs and files of every format, or hexadecimal digits;
/// lines of htpasswd, keys and certificates. They are kept in the state, and protected where the stack protects what holds data.
/// </summary>
public sealed class GeneratedSecrets : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:parts:GeneratedSecrets";

    private const int KeyBits = 4096;
    private const int ValidHours = 10 * 365 * 24;

    private readonly string _name;
    private readonly IReadOnlyList<SecretSpec> _secrets;
    private readonly StackContext _context;
    private readonly Dictionary<string, RandomPassword> _passwords = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PrivateKey> _keys = new(StringComparer.Ordinal);

    /// <summary>The values, by the names of the secrets. Secrets.</summary>
    public IReadOnlyDictionary<string, Output<string>> Values { get; }

    /// <summary>Generates the secrets.</summary>
    /// <param name="name">The component's logical name.</param>
    /// <param name="secrets">The secrets, with those that others are made of.</param>
    /// <param name="context">The stack's context.</param>
    public GeneratedSecrets(string name, IReadOnlyList<SecretSpec> secrets, StackContext context)
        : base(Token, name, context.Options())
    {
        (_name, _secrets, _context) = (name, secrets, context);
        var values = new Dictionary<string, Output<string>>(StringComparer.Ordinal);
        foreach (var secret in secrets)
        {
            values[secret.Name] = Output.CreateSecret(ValueOf(secret));
        }

        Values = values;
        RegisterOutputs();
    }

    /// <summary>The secrets of a stack, and its context with their values; no component where there are none.</summary>
    /// <param name="context">The stack's context.</param>
    /// <param name="secrets">The secrets.</param>
    /// <returns>The context, and the values as an output of the stack, a secret.</returns>
    public static (StackContext Context, Output<ImmutableDictionary<string, string>> Values) In(
        StackContext context, IReadOnlyList<SecretSpec> secrets)
    {
        if (secrets.Count == 0)
        {
            return (context, Output.CreateSecret(ImmutableDictionary<string, string>.Empty));
        }

        var values = new GeneratedSecrets("secrets", secrets, context).Values;
        string[] names = [.. values.Keys];
        return (context.With(values), Output.CreateSecret(Output.All(values.Values).Apply(all =>
            names.Zip(all).ToImmutableDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal))));
    }

    private Output<string> ValueOf(SecretSpec secret) => secret.Form switch
    {
        SecretForm.Htpasswd => PasswordOf(SourceOf(secret)).BcryptHash.Apply(hash => $"{secret.User}:{hash}"),
        SecretForm.PrivateKey => KeyOf(secret).PrivateKeyPem,
        SecretForm.Certificate => CertificateOf(secret).CertPem,
        _ => PasswordOf(secret).Result,
    };

    private SecretSpec SourceOf(SecretSpec secret) => _secrets.First(candidate => candidate.Name == secret.Of);

    private RandomPassword PasswordOf(SecretSpec secret)
    {
        if (!_passwords.TryGetValue(secret.Name, out var made))
        {
            _passwords.Add(secret.Name, made = new($"{_name}-{secret.Name}", Characters(secret), Options()));
        }

        return made;
    }

    private PrivateKey KeyOf(SecretSpec secret)
    {
        if (!_keys.TryGetValue(secret.Name, out var made))
        {
            _keys.Add(secret.Name, made = new($"{_name}-{secret.Name}", new() { Algorithm = "RSA", RsaBits = KeyBits }, Options()));
        }

        return made;
    }

    private SelfSignedCert CertificateOf(SecretSpec secret) => new(
        $"{_name}-{secret.Name}",
        new()
        {
            PrivateKeyPem = KeyOf(SourceOf(secret)).PrivateKeyPem,
            Subject = new SelfSignedCertSubjectArgs { CommonName = secret.Name },
            ValidityPeriodHours = ValidHours,
            AllowedUses = { "digital_signature", "key_encipherment" },
        },
        Options());

    private CustomResourceOptions Options() => new() { Parent = this, Protect = _context.Protect };

    private static RandomPasswordArgs Characters(SecretSpec secret) => secret.Hexadecimal
        ? new()
        {
            Length = secret.GeneratedLength,
            Lower = false,
            Upper = false,
            Special = true,
            OverrideSpecial = "abcdef",
        }
        : new() { Length = secret.GeneratedLength, Special = false };
}
