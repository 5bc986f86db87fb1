using System.Text;
using System.Text.Json;

namespace Infra.Platform;

/// <summary>Credentials of a private registry in the format of Kubernetes (<c>kubernetes.io/dockerconfigjson</c>).</summary>
public static class PullSecret
{
    /// <summary>Type of the secret.</summary>
    public const string Type = "kubernetes.io/dockerconfigjson";

    /// <summary>The secret's one key.</summary>
    public const string Key = ".dockerconfigjson";

    private const string DockerHub = "docker.io";
    private const string DockerHubKey = "https://index.docker.io/v1/";

    /// <summary>The secret's content.</summary>
    /// <param name="registry">The registry's host, with its port if it has one.</param>
    /// <param name="username">The user.</param>
    /// <param name="password">The password. A secret.</param>
    public static string Content(string registry, string username, string password)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("auths");
            // Docker Hub alone has another key than the host in the names of its images.
            writer.WriteStartObject(registry == DockerHub ? DockerHubKey : registry);
            writer.WriteString("username", username);
            writer.WriteString("password", password);
            writer.WriteString("auth", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{username}:{password}")));
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
