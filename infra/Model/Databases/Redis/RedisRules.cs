namespace Infra.Model.Validation;

/// <summary>Rules of Redis instances.</summary>
public static class RedisRules
{
    /// <summary>Longest name of a StatefulSet.</summary>
    private const int NameLimit = 52;

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        foreach (var server in context.Spec.Databases.Redis)
        {
            if (server.Name.Length > NameLimit)
            {
                context.Error(
                    server,
                    "name",
                    $"'{server.Name}' has {server.Name.Length} characters",
                    $"a Redis instance's name has at most {NameLimit}, as a StatefulSet's");
            }

            context.ResolveSecret(server, "password", server.Password);
            foreach (var dump in context.Spec.Databases.Dumps)
            {
                if (dump.Server == server.Name)
                {
                    context.Error(
                        dump,
                        "server",
                        $"'{dump.Server}' is a Redis instance, which has no dump",
                        "leave it out: its data is on its volume");
                }
            }
        }
    }
}
