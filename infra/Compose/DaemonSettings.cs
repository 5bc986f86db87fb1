using System.Globalization;
using System.Text.Json;
using Infra.Model;

namespace Infra.Compose;

/// <summary>
/// Settings of Docker's daemon that the program owns in <c>daemon.json</c>
/// (https://docs.docker.com/reference/cli/dockerd/#daemon-configuration-file); other settings of the file stay.
/// </summary>
public static class DaemonSettings
{
    /// <summary>Length of the prefix of each network: 254 addresses.</summary>
    public const int NetworkPrefix = 24;

    /// <summary>First version that knows <c>ip-forward-no-drop</c>; an older one does not start with it.</summary>
    private const int KnowsNoDrop = 28;

    /// <summary>First version with another firewall backend than iptables.</summary>
    private const int KnowsBackends = 29;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, IndentSize = 2, NewLine = "\n" };

    /// <summary>The settings as JSON.</summary>
    /// <param name="host">The host.</param>
    /// <param name="isNode">Whether a node of the cluster runs on it too.</param>
    public static string Of(ComposeHostSpec host, bool isNode)
    {
        var version = EngineVersions.Of(host);
        var major = int.Parse(version.AsSpan(0, version.IndexOf('.', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
        var settings = new SortedDictionary<string, object>(StringComparer.Ordinal)
        {
            ["default-address-pools"] = new[]
            {
                new SortedDictionary<string, object>(StringComparer.Ordinal)
                {
                    ["base"] = host.Engine.Networks.ToString(),
                    ["size"] = NetworkPrefix,
                },
            },
            ["live-restore"] = true,
            ["log-driver"] = "json-file",
            ["log-opts"] = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["max-file"] = "3", ["max-size"] = "10m" },
        };
        if (major >= KnowsNoDrop)
        {
            settings["ip-forward-no-drop"] = true;
        }

        // k3s writes its rules with iptables; Docker's chain DOCKER-USER, which the node's policies need, is of that backend alone.
        if (isNode && major >= KnowsBackends)
        {
            settings["firewall-backend"] = "iptables";
        }

        return JsonSerializer.Serialize(settings, Indented);
    }
}
