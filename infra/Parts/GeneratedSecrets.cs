using Infra.Model;
using Pulumi;
using Pulumi.Random;

namespace Infra.Parts;

/// <summary>
/// The secrets that the stack generates: letters and digits, because they stand in URLs and files of every format, or hexadecimal digits.
/// They are kept in the state, and protected where the stack protects what holds data.
/// </summary>
public sealed class GeneratedSecrets : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:parts:GeneratedSecrets";

    /// <summary>The values, by the names of the secrets. Secrets.</summary>
    public IReadOnlyDictionary<string, Output<string>> Values { get; }

    private GeneratedSecrets(string name, IReadOnlyList<SecretSpec> secrets, StackContext context)
        : base(Token, name, context.Options())
    {
        var values = new Dictionary<string, Output<string>>(StringComparer.Ordinal);
        foreach (var secret in secrets)
        {
            var options = new CustomResourceOptions { Parent = this, Protect = context.Protect };
            var password = new RandomPassword($"{name}-{secret.Name}", Form(secret), options);
            values[secret.Name] = Output.CreateSecret(password.Result);
        }

        Values = values;
        RegisterOutputs();
    }

    /// <summary>The context with the values of the secrets that the stack generates.</summary>
    /// <param name="context">The stack's context.</param>
    /// <param name="secrets">The secrets.</param>
    public static StackContext In(StackContext context, IReadOnlyList<SecretSpec> secrets) => secrets.Count > 0
        ? context.With(new GeneratedSecrets("secrets", secrets, context).Values)
        : context;

    private static RandomPasswordArgs Form(SecretSpec secret) => secret.Hexadecimal
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
