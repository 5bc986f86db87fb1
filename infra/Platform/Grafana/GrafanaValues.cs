using Infra.Charts;
using Infra.Model;
using static Infra.Model.Yaml.OrderedMap;

namespace Infra.Platform;

/// <summary>
/// Values of the chart of Grafana. The chart passes the texts of <c>grafana.ini</c> and of the data sources through its template engine,
/// so none of them may contain braces of templates.
/// </summary>
public static class GrafanaValues
{
    /// <summary>Label of the config maps that the sidecar reads as dashboards.</summary>
    public const string DashboardLabel = "grafana_dashboard";

    /// <summary>Value of the label.</summary>
    public const string DashboardValue = "1";

    /// <summary>The secret with the administrator's account.</summary>
    public const string AdminSecret = "grafana-admin";

    /// <summary>The secret with the values that only Grafana itself reads, as variables.</summary>
    public const string KeysSecret = "grafana-keys";

    /// <summary>The role by which the sidecar finds dashboards.</summary>
    public const string Role = "grafana-dashboards";

    /// <summary>Key of the secret key in <see cref="KeysSecret"/>.</summary>
    public const string SecretKey = "secret-key";

    /// <summary>Key of the client's secret in <see cref="KeysSecret"/>.</summary>
    public const string ClientSecretKey = "client-secret";

    /// <summary>The values.</summary>
    /// <param name="system">The system.</param>
    public static IReadOnlyDictionary<string, object> For(SystemSpec system)
    {
        var grafana = system.Observability.Grafana!;
        var values = Map(
            ("replicas", 1),
            // The volume can be attached to one node, and the database is a file.
            ("deploymentStrategy", Map(("type", "Recreate"))),
            // The role of the chart would read every secret of the namespace.
            ("rbac", Map(("create", true), ("namespaced", true), ("useExistingRole", Role))),
            ("testFramework", Map(("enabled", false))),
            ("service", Map(
                ("type", "ClusterIP"), ("port", GrafanaEndpoint.ServicePort), ("targetPort", GrafanaEndpoint.Port),
                ("portName", GrafanaEndpoint.PortName))),
            ("persistence", Map(
                ("enabled", true),
                ("type", "pvc"),
                ("size", grafana.Size.ToString()),
                ("storageClassName", grafana.Class),
                ("accessModes", new object[] { "ReadWriteOnce" }))),
            // It needs root. fsGroup gives the volume to Grafana's group, and a folder of local-path is open to all.
            ("initChownData", Map(("enabled", false))),
            ("admin", Map(("existingSecret", AdminSecret), ("userKey", "user"), ("passwordKey", "password"))),
            ("envValueFrom", Variables(grafana)),
            ("containerSecurityContext", Rights()),
            ("extraEmptyDirMounts", new object[] { Map(("name", "tmp"), ("mountPath", "/tmp")) }),
            ("resources", ChartResources.Of("50m", "192Mi", "500m", "512Mi")),
            ("tolerations", PlatformTolerations.Values()),
            ("grafana.ini", Settings(system, grafana)),
            ("datasources", Map(("datasources.yaml", DataSources(system)))),
            ("sidecar", Map(
                ("resources", ChartResources.Of("10m", "96Mi", "100m", "192Mi")),
                ("securityContext", Rights()),
                ("dashboards", Map(
                    ("enabled", true),
                    ("label", DashboardLabel),
                    ("labelValue", DashboardValue),
                    ("resource", "configmap"),
                    // Grafana reads the files again every 30 seconds by itself; asking for it would need the administrator's password,
                    // which a Grafana with a state from elsewhere has changed.
                    ("skipReload", true))))));
        if (grafana.Plugins.Count > 0)
        {
            values["plugins"] = grafana.Plugins.Cast<object>().ToArray();
        }

        return values;
    }

    private static OrderedDictionary<string, object> Variables(GrafanaSpec grafana)
    {
        var variables = Map(("GF_SECURITY_SECRET_KEY", FromKeys(SecretKey)));
        if (grafana.SignIn is not null)
        {
            variables["GF_AUTH_GENERIC_OAUTH_CLIENT_SECRET"] = FromKeys(ClientSecretKey);
        }

        return variables;

        static OrderedDictionary<string, object> FromKeys(string key) => Map(("secretKeyRef", Map(("name", KeysSecret), ("key", key))));
    }

    private static OrderedDictionary<string, object> Settings(SystemSpec system, GrafanaSpec grafana)
    {
        var address = ToolAddress.Of(system, PlatformTool.Grafana);
        var server = Map(("domain", address is null ? "localhost" : new Uri(address).Host));
        if (address is not null)
        {
            server["root_url"] = address;
        }

        var settings = Map(
            ("server", server),
            ("analytics", Map(("reporting_enabled", false), ("check_for_updates", false), ("check_for_plugin_updates", false))),
            ("security", Map(
                ("disable_gravatar", true),
                ("cookie_secure", address?.StartsWith("https", StringComparison.Ordinal) == true))),
            ("users", Map(("allow_sign_up", false), ("allow_org_create", false))),
            ("auth.anonymous", Map(("enabled", false))),
            ("snapshots", Map(("external_enabled", false))),
            ("news", Map(("news_feed_enabled", false))));
        // The plugins that the image brings are used as they are: an update at the start would stop them and then fail, as the root is
        // read-only (https://github.com/grafana/grafana/issues/132528).
        var plugins = Map(("preinstall_auto_update", false));
        if (grafana.Plugins.Count == 0)
        {
            plugins["preinstall_disabled"] = true;
        }

        settings["plugins"] = plugins;
        if (grafana.SignIn is { } signIn)
        {
            var issuer = signIn.Issuer.TrimEnd('/');
            settings["auth.generic_oauth"] = Map(
                ("enabled", true),
                ("name", "Logto"),
                ("client_id", signIn.ClientId),
                ("scopes", "openid profile email roles"),
                ("auth_url", $"{issuer}/auth"),
                ("token_url", $"{issuer}/token"),
                ("api_url", $"{issuer}/me"),
                ("use_pkce", true),
                ("allow_sign_up", true),
                ("role_attribute_path", $"contains(roles[*], '{signIn.AdminRole}') && 'Admin' || 'Viewer'"));
        }

        return settings;
    }

    private static OrderedDictionary<string, object> DataSources(SystemSpec system)
    {
        var sources = DataSource.Of(system);
        var values = new object[sources.Count];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = Value(sources[index]);
        }

        var file = Map(("apiVersion", 1), ("datasources", values));
        if (DataSource.Removed(sources) is { Count: > 0 } removed)
        {
            file["deleteDatasources"] = removed.Select(name => (object)Map(("name", name), ("orgId", 1))).ToArray();
        }

        return file;
    }

    private static OrderedDictionary<string, object> Value(DataSource source)
    {
        var value = Map(
            ("name", source.Name),
            ("uid", source.Uid),
            ("type", source.Type),
            ("access", "proxy"),
            ("orgId", 1),
            ("url", source.Url),
            ("isDefault", source.Uid == DataSource.Prometheus),
            ("editable", false));
        if (source.Uid == DataSource.Prometheus)
        {
            // The interval of the scrapes, from which Grafana derives the interval of rates.
            value["jsonData"] = Map(("httpMethod", "POST"), ("timeInterval", "30s"));
        }
        else if (source.Uid == DataSource.Alertmanager)
        {
            value["jsonData"] = Map(("implementation", "prometheus"));
        }

        return value;
    }

    private static OrderedDictionary<string, object> Rights() => Map(
        ("allowPrivilegeEscalation", false),
        ("privileged", false),
        ("readOnlyRootFilesystem", true),
        ("capabilities", Map(("drop", new object[] { "ALL" }))),
        ("seccompProfile", Map(("type", "RuntimeDefault"))));
}
