namespace Infra.Model.Validation;

/// <summary>Rules of apps whose connections go through a pooler.</summary>
public static class PoolerRules
{
    private const string Timeout = "DATABASE_STATEMENT_TIMEOUT";
    private const string NoTimeout = "DISABLE_TIMEOUT";

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        foreach (var app in context.Spec.Apps)
        {
            if (IsLogto(app)
                && app.Databases.FirstOrDefault(use => use.Pooled && IsByTransaction(context.Spec, use.Server)) is { } pooled
                && app.Env.FirstOrDefault(variable => variable.Name == Timeout)?.Value != NoTimeout)
            {
                // PgBouncer refuses a parameter that it cannot keep for a session.
                context.Error(
                    pooled,
                    "pooled",
                    "the pooler refuses the time limit of statements that Logto sets for a connection",
                    $"add {{name: {Timeout}, value: {NoTimeout}}} to its env, or remove pooled");
            }
        }
    }

    private static bool IsLogto(AppSpec app) =>
        app.Image is { } image && ImageReference.Parse(image).Repository.EndsWith("/logto", StringComparison.Ordinal);

    private static bool IsByTransaction(SystemSpec spec, string server) =>
        spec.Databases.Postgres.Any(postgres => postgres.Name == server && postgres.Pooler is { Mode: PoolMode.Transaction });
}
