using Infra.Apps;
using Infra.Model;

namespace Infra.Tests.Apps;

public sealed class SmokeTestTests
{
    private static readonly SystemSpec System = DatabaseSystems.In("prod", "3-prod");

    private static readonly AppSpec App = System.Apps.Single(app => app.Name == "wordpress") with
    {
        Ports = [new() { Name = "metrics", Port = 9100 }, new() { Name = "http", Port = 8080, ServicePort = 80 }],
        BlueGreen = new()
        {
            Mode = BlueGreenMode.Full,
            GreenImage = "wordpress:2",
            SmokeTest = new()
            {
                Path = "/login?a=b",
                Port = "http",
                Headers = new Dictionary<string, string> { ["Host"] = "www.example.org", ["X-Forwarded-Proto"] = "https" },
                Status = 204,
                Text = "It's \"up\"",
                Timeout = Duration.Parse("90s"),
            },
        },
    };

    [Fact]
    public void RequestGoesToTheServiceOfTheVersion()
    {
        var variables = SmokeTest.Variables(Workload.SlotsOf(App).Idle);

        Assert.Equal("http://wordpress-green:80/login?a=b", variables["SMOKE_URL"]);
        Assert.Equal("Host: www.example.org\nX-Forwarded-Proto: https", variables["SMOKE_HEADERS"]);
        Assert.Equal(("204", "It's \"up\"", "90"), (variables["SMOKE_STATUS"], variables["SMOKE_TEXT"], variables["SMOKE_TIMEOUT"]));
    }

    [Fact]
    public void ChangedPodsOrAChangedTestAreTestedAgain()
    {
        var test = App.BlueGreen.SmokeTest;
        string[] names =
        [
            Name(App),
            Name(App with { BlueGreen = App.BlueGreen with { GreenImage = "wordpress:3" } }),
            Name(App with { Env = [.. App.Env, new() { Name = "A", Value = "b" }] }),
            Name(App with { Files = [new() { Name = "a", Path = "/a", Content = "b" }] }),
            Name(App with { Command = ["run"] }),
            Name(App with { GracePeriod = Duration.Parse("90s") }),
            Name(App with { ReadinessProbe = new() { Path = "/ready" } }),
            Name(App with { ReadinessProbe = new() { Path = "/ready", Headers = new Dictionary<string, string> { ["Host"] = "a" } } }),
            Name(App with { NodeLabels = new Dictionary<string, string> { ["disk"] = "fast" } }),
            Name(With(test with { Path = "/" })),
            Name(With(test with { Text = null })),
            Name(With(test with { Status = 200 })),
            Name(With(test with { Headers = new Dictionary<string, string>() })),
        ];

        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public void NumberOfPodsAndTheLiveSlotAreNoReasonToTestAgain()
    {
        Assert.Equal(Name(App), Name(App with { Replicas = 9 }));
        Assert.Equal(Name(App), Name(App with { BlueGreen = App.BlueGreen with { IdleReplicas = 1 } }));
        Assert.Equal(
            Name(App), SmokeTest.NameOf(System, Workload.SlotsOf(App with { BlueGreen = App.BlueGreen with { Live = Slot.Green } }).Live));
    }

    [Fact]
    public void VersionsOfOneImageAreTestedEach()
    {
        var slots = Workload.SlotsOf(App with { BlueGreen = App.BlueGreen with { GreenImage = null } });

        Assert.NotEqual(SmokeTest.NameOf(System, slots.Live), SmokeTest.NameOf(System, slots.Idle));
    }

    [Fact]
    public void LongNamesStayDifferentAndLeaveSpaceForThoseOfThePods()
    {
        var slots = Workload.SlotsOf(App with { Name = new('a', 50) });
        var (blue, green) = (SmokeTest.NameOf(System, slots.Live), SmokeTest.NameOf(System, slots.Idle));

        Assert.NotEqual(blue, green);
        Assert.InRange(blue.Length, 1, 63 - 6);
    }

    [Fact]
    public void FirstPortIsTestedWithoutADescribedOne() =>
        Assert.Equal("metrics", SmokeTest.PortOf(With(new SmokeTestSpec())).Name);

    private static AppSpec With(SmokeTestSpec test) => App with { BlueGreen = App.BlueGreen with { SmokeTest = test } };

    private static string Name(AppSpec app) => SmokeTest.NameOf(System, Workload.SlotsOf(app).Idle);
}
