namespace Infra.Model.Validation;

/// <summary>Rules of variables whose values their programs refuse, or quietly replace, unless they have a certain form.</summary>
public static class KnownVariableRules
{
    private static readonly Form[] Forms =
    [
        // PocketBase encrypts its settings with AES-256, whose key has 32 bytes (open-wanderer/wanderer, README).
        new("POCKETBASE_ENCRYPTION_KEY", 32, Hexadecimal: false),
        // Discourse ignores any other one, and makes its own (discourse/discourse, app/models/global_setting.rb).
        new("DISCOURSE_SECRET_KEY_BASE", 128, Hexadecimal: true),
    ];

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        foreach (var app in context.Spec.Apps)
        {
            foreach (var variable in app.AllVariables())
            {
                foreach (var form in Forms)
                {
                    if (variable.Name == form.Variable
                        && context.Spec.Secrets.FirstOrDefault(known => known.Name == variable.Secret) is { } secret)
                    {
                        CheckForm(context, secret, form);
                    }
                }
            }
        }
    }

    private static void CheckForm(ValidationContext context, SecretSpec secret, Form form)
    {
        if ((secret.Length ?? (secret.Generated ? secret.GeneratedLength : 0)) != form.Length || (form.Hexadecimal && !secret.Hexadecimal))
        {
            var hexadecimal = form.Hexadecimal ? ", hexadecimal: true" : "";
            context.Error(
                secret,
                null,
                $"{form.Variable} must have {form.Length} {(form.Hexadecimal ? "hexadecimal digits" : "characters")}",
                $"write length: {form.Length}{hexadecimal}, so that another value is refused before anything starts");
        }
    }

    private sealed record Form(string Variable, int Length, bool Hexadecimal);
}
