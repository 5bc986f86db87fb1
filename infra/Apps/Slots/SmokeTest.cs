using System.Globalization;
using Infra.Model;
using Infra.Naming;

namespace Infra.Apps;

/// <summary>Decisions on the smoke test of a version: its name, its request and the variables of its script. Pure.</summary>
public static class SmokeTest
{
    /// <summary>The script's file.</summary>
    public const string Script = "smoke-test.sh";

    private const string Noun = "smoke-test";

    /// <summary>Whether a version is tested: one of an app with blue-green that has pods.</summary>
    public static bool Tests(Workload workload) => workload.App.BlueGreen.Mode != BlueGreenMode.None && workload.Most > 0;

    /// <summary>Value of the name label of the test's pods.</summary>
    public static string PodName(AppSpec app) => PhysicalName.Kubernetes(app.Name, Noun);

    /// <summary>The port that is tested.</summary>
    public static PortSpec PortOf(AppSpec app)
    {
        foreach (var port in app.Ports)
        {
            if (app.BlueGreen.SmokeTest.Port is not { } name || port.Name == name)
            {
                return port;
            }
        }

        throw new InvalidOperationException($"the app {app.Name} has no port {app.BlueGreen.SmokeTest.Port} to test");
    }

    /// <summary>
    /// Name of the test's objects: a digest of what the version's pods are made from and of the test is part of it. Changed pods or a
    /// changed test are tested again; a version to which the service returns has passed already.
    /// </summary>
    /// <param name="system">The system.</param>
    /// <param name="workload">The version.</param>
    public static string NameOf(SystemSpec system, Workload workload) =>
        CheckJob.NameOf(system, workload, workload.Name, Noun, Script, Variables(workload));

    /// <summary>The job that tests a version, which ends the run before the service where the test fails.</summary>
    /// <param name="system">The system.</param>
    /// <param name="workload">The version.</param>
    internal static CheckJob Job(SystemSpec system, Workload workload) => new(
        Noun,
        NameOf(system, workload),
        PodName(workload.App),
        Script,
        Variables(workload),
        workload.App.BlueGreen.SmokeTest.Timeout.Value);

    /// <summary>The variables of the script.</summary>
    /// <param name="workload">The version.</param>
    public static IReadOnlyDictionary<string, string> Variables(Workload workload)
    {
        var test = workload.App.BlueGreen.SmokeTest;
        var port = PortOf(workload.App);
        var variables = new SortedList<string, string>(StringComparer.Ordinal)
        {
            ["SMOKE_STATUS"] = test.Status.ToString(CultureInfo.InvariantCulture),
            ["SMOKE_TIMEOUT"] = test.Timeout.Seconds.ToString(CultureInfo.InvariantCulture),
            ["SMOKE_URL"] = string.Create(
                CultureInfo.InvariantCulture, $"http://{workload.Name}:{port.ServicePort ?? port.Port}{test.Path}"),
        };
        if (test.Headers.Count > 0)
        {
            variables["SMOKE_HEADERS"] = string.Join('\n', test.Headers.Select(header => $"{header.Key}: {header.Value}"));
        }

        if (test.Text is { Length: > 0 } text)
        {
            variables["SMOKE_TEXT"] = text;
        }

        return variables;
    }
}
