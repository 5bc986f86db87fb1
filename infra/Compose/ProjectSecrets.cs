using System.Text;
using Infra.Model;
using Pulumi;

namespace Infra.Compose;

/// <summary>
/// Secrets of a project as the standard input of the step that brings it up, one a line: <c>env SERVICE NAME VALUE</c> for a variable,
/// <c>file SERVICE NAME OWNER VALUE</c> for a file; values in base64.
/// </summary>
internal static class ProjectSecrets
{
    /// <summary>The secrets of a project; null for none. A secret.</summary>
    /// <param name="project">The project.</param>
    /// <param name="context">The stack's context.</param>
    public static Output<string>? Of(ComposeProject project, StackContext context)
    {
        var lines = new List<Output<string>>();
        foreach (var service in project.Services)
        {
            foreach (var (name, secret) in service.SecretEnvironment)
            {
                lines.Add(context.Secret(secret).Apply(value => $"env {service.Name} {name} {Encode(value)}\n"));
            }

            foreach (var file in service.Files)
            {
                if (file.Secret is { } secret)
                {
                    lines.Add(context.Secret(secret).Apply(
                        value => $"file {service.Name} {file.Name} {service.User ?? "0:0"} {Encode(file.Before + value + file.After)}\n"));
                }
            }
        }

        return lines.Count == 0 ? null : Output.All(lines).Apply(static known => string.Concat(known));
    }

    private static string Encode(string value) => Convert.ToBase64String(Encoding.UTF8.GetBytes(value));
}
