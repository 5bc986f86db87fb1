using Infra.Flows;
using Infra.Model;
using Infra.Model.Validation;
using Infra.Parts;

namespace Infra.Platform;

/// <summary>The routes of the published hosts as a part.</summary>
public sealed class RoutesPart : PlatformPart
{
    /// <inheritdoc/>
    public override string Name => "routes";

    /// <summary>The weight of a Docker host needs a service of the section <c>compose</c>.</summary>
    /// <inheritdoc/>
    public override IReadOnlyList<SectionUse> Sections { get; } =
        [
            new("ingress.rateLimit"), new("ingress.securityHeaders"), new("ingress.compression"), new("ingress.bodyLimit"),
            new("ingress.authentication"),
            new("ingress.hosts"),
        ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> After { get; } = [PartNames.CertManager];

    /// <inheritdoc/>
    public override string? WithoutMetrics(SystemSpec system) => "it has no pods";

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => RoutedHosts.Of(system).Count > 0;

    /// <inheritdoc/>
    public override void Check(ValidationContext context)
    {
        RouteRules.Check(context);
        ShareRules.Check(context);
        ToolRules.Check(context);
        SignInRules.Check(context);
    }

    /// <inheritdoc/>
    public override void CreateAfterApps(StackContext context, MadeParts made) =>
        _ = new Routes(
            "routes",
            new()
            {
                Hosts = RoutedHosts.Of(context.System),
                Namespaces = made.Namespaces,
                Services = made.Services,
                After = made.Ready(After),
            },
            context);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Secrets(SystemSpec system)
    {
        var names = new List<string>();
        foreach (var host in RoutedHosts.Of(system))
        {
            if (host.Spec.BasicAuth is { } users)
            {
                names.Add(users);
            }
        }

        return names;
    }

    /// <inheritdoc/>
    public override void AddFlows(FlowScene scene)
    {
        foreach (var (host, pods, port) in RouteFlows.Answering(scene))
        {
            scene.Add(TraefikPart.End(scene), pods, $"host {host.Name}", port);
        }

        foreach (var (authentication, pods, port) in RouteFlows.Asked(scene))
        {
            scene.Add(TraefikPart.End(scene), pods, $"sign-in {authentication.Name}", port);
        }
    }
}
