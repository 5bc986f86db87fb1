using Infra.Model;

namespace Infra.Tests.Systems;

/// <summary>Production of the frozen community system with canary releases of WordPress; the described stacks have none.</summary>
internal static class CanarySystem
{
    public const string App = "wordpress";

    public static CanarySpec Canary { get; } = new() { Name = App };

    /// <summary>WordPress as it must be for canaries, and its canary.</summary>
    public static SystemSpec With(CanarySpec? canary, Func<AppSpec, AppSpec>? edit = null)
    {
        var system = Described.StackOf("prod");
        return system with
        {
            Apps = [.. system.Apps.Select(app => app.Name == App ? (edit ?? (same => same))(Ready(app)) : app)],
            Delivery = new() { Canaries = canary is null ? [] : [canary] },
        };
    }

    private static AppSpec Ready(AppSpec app) => app with
    {
        BlueGreen = new() { SmokeTest = app.BlueGreen.SmokeTest with { Text = "it's up" } },
        Autoscaling = new() { Min = 2, Max = 4 },
    };
}
