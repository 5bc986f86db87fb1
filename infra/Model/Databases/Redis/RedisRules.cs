namespace Infra.Model.Validation;

/// <summary>Rules of Redis instances.</summary>
public static class RedisRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        foreach (var server in context.Spec.Databases.Redis)
        {
            if (EngineImages.IsOfAnother(server.Image, RedisSpec.ImageNames))
            {
                context.Error(server, "image", $"'{server.Image}' is no image of Redis", "name one with redis-server and redis-cli");
            }

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
