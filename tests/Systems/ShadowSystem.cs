using Infra.Model;

namespace Infra.Tests.Systems;

/// <summary>Production of the frozen community system with one app, a shadow copy with an imported image (source: 000).</summary>
internal static class ShadowSystem
{
    public static AppSpec App { get; } = new()
    {
        Name = "copy",
        RunsOn = Placement.Both,
        Image = "copy:2.0",
        PullPolicy = PullPolicy.Never,
        Replicas = 1,
        Ports = [new() { Name = "http", Port = 8080, ServicePort = 80 }],
        Shadow = new(),
        Compose = new() { Host = "docker-1" },
    };

    public static ImageSpec Image { get; } = new()
    {
        Name = "copy:2.0",
        Delivery = ImageDelivery.Import,
        Archive = "build/copy.tar",
        ArchiveSha256 = new string('a', 64),
    };

    /// <summary>The system with a changed copy or image.</summary>
    public static SystemSpec With(Func<AppSpec, AppSpec>? edit = null, Func<ImageSpec, ImageSpec>? image = null)
    {
        var system = Community.Spec();
        return system with
        {
            Apps = [(edit ?? (static app => app))(App)],
            Images = [(image ?? (static same => same))(Image)],
            Ingress = system.Ingress with { Hosts = [] },
        };
    }
}
