using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Apps;

/// <summary>Rules of apps that are a Discourse: what its image cannot do.</summary>
internal static class DiscourseRules
{
    private const string Prefix = "DISCOURSE_";
    private const string Migrates = "MIGRATE_ON_BOOT";

    /// <summary>First port that needs no rights.</summary>
    private const int FirstFreePort = 1024;

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        foreach (var app in context.Spec.Apps)
        {
            if (app.Discourse is { } spec && app.OnCluster())
            {
                CheckQuotes(context, app);
                CheckMigrations(context, app);
                if (spec.Listen == DiscourseListen.Socket)
                {
                    CheckSocket(context, app, spec);
                }
            }
        }
    }

    /// <summary>The image writes each variable between single quotes into its configuration.</summary>
    private static void CheckQuotes(ValidationContext context, AppSpec app)
    {
        foreach (var variable in app.Env)
        {
            if (!variable.Name.StartsWith(Prefix, StringComparison.Ordinal))
            {
                continue;
            }

            if (variable.Value?.Contains('\'', StringComparison.Ordinal) == true)
            {
                context.Error(variable, "value", "Discourse's configuration cannot hold a single quote", "write it without one");
            }

            var name = variable.Secret ?? PasswordOf(context.Spec, variable.Database);
            if (context.Spec.Secrets.FirstOrDefault(known => known.Name == name) is { Generated: false, Hexadecimal: false } secret
                && !secret.Without.Contains('\'', StringComparison.Ordinal))
            {
                context.Error(
                    secret,
                    null,
                    $"'{app.Name}' reads it as {variable.Name}, and Discourse's configuration cannot hold a single quote",
                    "write without: \"'\", so that such a value is refused before anything starts");
            }
        }
    }

    private static void CheckMigrations(ValidationContext context, AppSpec app)
    {
        var pods = AppPods.Most(app);
        var migrates = app.Env.FirstOrDefault(variable => variable.Name == Migrates);
        if (pods > 1 && migrates?.Value != "0")
        {
            context.Error(
                (object?)migrates ?? app,
                migrates is null ? "env" : "value",
                $"each of up to {pods} pods would migrate the database when it starts",
                $"set {Migrates} to \"0\", and migrate by a job: command: [/bin/bash, /scripts/discourse-migrate.sh, before]");
        }
    }

    private static void CheckSocket(ValidationContext context, AppSpec app, DiscourseSpec spec)
    {
        var folder = Discourse.FolderOf(spec);
        if (folder.Length == 0
            || app.Mounts.Any(mount => mount.Path == folder)
            || app.Scratch.Any(scratch => scratch.Path == folder))
        {
            context.Error(
                spec,
                "socket",
                $"the socket needs a folder of its own in the pod, and '{(folder.Length == 0 ? "/" : folder)}' is none",
                "write a path such as /sock/nginx.http.sock, where the image has it");
        }

        if (app.Ports is not [{ Port: >= FirstFreePort }, ..])
        {
            context.Error(
                app,
                "ports",
                "the sidecar listens on the first port, without the rights for one below 1024",
                "write e.g. [{name: http, port: 8080, servicePort: 80}]");
        }
    }

    private static string? PasswordOf(SystemSpec spec, DatabaseReference? reference) =>
        reference is { Property: DatabaseProperty.Password or DatabaseProperty.Url }
        && spec.Databases.Server(reference.Server) is { } server
            ? server.DatabasesIn(spec).FirstOrDefault(database => database.Name == reference.Database)?.Password
            : null;
}
