using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Migration;

/// <summary>An app answers a request to a path with 2xx or 3xx, through its service and without the ingress.</summary>
public sealed class HttpCheck : CriterionCheck
{
    /// <inheritdoc/>
    public override GateCheck Check => GateCheck.Http;

    /// <inheritdoc/>
    public override SettingUse Target => SettingUse.Required;

    /// <inheritdoc/>
    public override bool TakesPath => true;

    /// <inheritdoc/>
    public override CheckQuestion Ask(GateScene scene, CriterionSpec criterion)
    {
        var path = criterion.Path ?? "/";
        if (scene.App(criterion.Target) is not { Ports.Count: > 0 } app)
        {
            return new($"GET {path} of {criterion.Target}", "2xx or 3xx", scene.Namespace, criterion.Target!, "80", path, "-");
        }

        var service = PublishedHosts.ServiceOf(app);
        var port = Number(app.Ports[0].ServicePort ?? app.Ports[0].Port);
        return new(
            $"GET {path} of service {service}:{port} in {scene.NamespaceOf(app)}",
            "2xx or 3xx",
            scene.NamespaceOf(app),
            service,
            port,
            path,
            HostOf(scene, app) ?? "-");
    }

    /// <inheritdoc/>
    public override void Resolve(ValidationContext context, GateScene scene, CriterionSpec criterion) =>
        Targets.RequireListening(context, scene, criterion);

    /// <summary>The name under which an app is asked: that of its probe, or the first one that it is published under.</summary>
    /// <param name="scene">The environment.</param>
    /// <param name="app">The app.</param>
    internal static string? HostOf(GateScene scene, AppSpec app)
    {
        if (app.ReadinessProbe?.Host is { } probed)
        {
            return probed;
        }

        foreach (var host in scene.IsOwn ? scene.System.Ingress.Hosts : [])
        {
            if (host.App == app.Name && host.Label is not "*")
            {
                return host.FullName(scene.System.Domain);
            }
        }

        return null;
    }
}
