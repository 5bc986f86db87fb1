using Infra.Preview.Graph;
using Infra.Preview.Recording;
using Pulumi;

namespace Infra.Tests.Preview;

/// <summary>Stack whose program is written in a test.</summary>
internal sealed class SmallStack : Stack
{
    [Output("result")]
    public Output<string> Result { get; private set; }

    private SmallStack(StackOptions options, Func<Output<string>?> program)
        : base(options) => Result = program() ?? Output.Create("");

    /// <summary>Runs a program with an output.</summary>
    public static Task<RecordingResult> RecordAsync(Func<Output<string>?> program, params (string Key, string Value)[] config) =>
        GraphRecorder.RecordAsync(options => new SmallStack(options, program), Options(config));

    /// <summary>Runs a program that must succeed.</summary>
    public static async Task<PlanGraph> PlanAsync(Action program, params (string Key, string Value)[] config)
    {
        var result = await RecordAsync(
            () =>
            {
                program();
                return null;
            },
            config);
        Assert.Empty(result.Problems);
        return result.Graph!;
    }

    /// <summary>Runs a program that must fail.</summary>
    public static async Task<IReadOnlyList<string>> ProblemsOfAsync(Action program)
    {
        var result = await RecordAsync(() =>
        {
            program();
            return null;
        });
        Assert.Null(result.Graph);
        return result.Problems;
    }

    /// <summary>Counts the values that recording a program reads.</summary>
    public static async Task<(int Resources, long Visited)> WorkOfAsync(Action program)
    {
        var result = await GraphRecorder.RecordAsync(
            options => new SmallStack(options, () =>
            {
                program();
                return null;
            }),
            Options([]));
        return (result.Graph!.Resources.Count, result.Visited);
    }

    /// <summary>The plan of a program from the findings that the SDK reports, and from walking the arguments.</summary>
    public static async Task<(PlanGraph Reported, PlanGraph Walked)> BothWaysAsync(Action program)
    {
        var options = Options([]);
        return (await PlanAsync(options), await PlanAsync(options with { WalksArguments = true }));

        async Task<PlanGraph> PlanAsync(RecordingOptions options)
        {
            var result = await GraphRecorder.RecordAsync(
                given => new SmallStack(given, () =>
                {
                    program();
                    return null;
                }),
                options);
            Assert.Empty(result.Problems);
            return result.Graph!;
        }
    }

    private static RecordingOptions Options((string Key, string Value)[] config) => new()
    {
        Header = new PlanHeader("dev", "small", "dev", null),
        Config = config.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal),
    };
}
