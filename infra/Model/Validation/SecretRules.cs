namespace Infra.Model.Validation;

/// <summary>Rules of secrets: each has a config key of its own, and none is written in plain text.</summary>
public static class SecretRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var spec = context.Spec;
        var keys = new UniqueWords(context, "key", "config key");
        foreach (var secret in spec.Secrets)
        {
            keys.Add(secret, SecretKeys.Of(secret));
            CheckSource(context, secret);
            if (SecretKeys.OfTheStack.Contains(SecretKeys.Of(secret)))
            {
                context.Error(
                    secret,
                    secret.Key is null ? "name" : "key",
                    $"'{SecretKeys.Of(secret)}' selects the description of the stack",
                    "choose another name, or another config key with key");
            }
        }

        foreach (var variable in spec.Apps.SelectMany(static app => app.AllVariables().Concat(app.Compose?.Env ?? []))
            .Concat(spec.Databases.Servers().SelectMany(static server => server.Compose?.Env ?? [])))
        {
            if (variable.Value is { Length: > 0 } && PlainSecret.IsSecretName(variable.Name))
            {
                context.Error(
                    variable,
                    "value",
                    "the variable's name says that this is a secret in plain text",
                    "declare a secret and refer to it with secret: <name>");
            }
        }
    }

    private static void CheckSource(ValidationContext context, SecretSpec secret)
    {
        if (secret is not { Of: { } name, Form: { } made })
        {
            return;
        }

        var form = made == SecretForm.Certificate ? SecretForm.PrivateKey : SecretForm.Password;
        if (context.Spec.Secrets.FirstOrDefault(other => other.Name == name) is { } source
            && !(source.Generated && (source.Form ?? SecretForm.Password) == form))
        {
            context.Error(
                secret,
                "of",
                $"'{name}' is not a generated {(form == SecretForm.PrivateKey ? "private key" : "password")}",
                $"name a secret with generated: true{(form == SecretForm.PrivateKey ? " and form: privateKey" : "")}");
        }
    }
}
