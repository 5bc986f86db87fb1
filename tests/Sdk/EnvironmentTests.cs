using System.Text.Json;
using Infra.Tests.Support;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Tests.Sdk;

/// <summary>Collection of the tests that set environment variables of the process, so they run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EnvironmentVariables
{
    public const string Name = "Environment";
}

[Collection(EnvironmentVariables.Name)]
public sealed class EnvironmentTests : IDisposable
{
    private readonly Dictionary<string, string?> _before = new(StringComparer.Ordinal);

    public void Dispose()
    {
        foreach (var (name, value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    [Fact]
    public async Task ReadsConfigurationByProjectNameOrOldKey()
    {
        Set("PULUMI_CONFIG", """{"proj:a":"1","aws:config:region":"r","proj:n":7}""");
        var read = "";

        await Run.Program(() =>
        {
            var own = new Config();
            var others = $"{new Config("proj:config").Get("a")} {new Config("aws").Get("region")}";
            read = $"{own.Get("a")} {others} {own.Get("none") ?? "null"} {own.Get("n")}";
        });

        Assert.Equal("1 1 r null 7", read);
    }

    [Fact]
    public async Task EachRunReadsTheConfiguration()
    {
        var read = new List<string?>();
        foreach (var value in new[] { "1", "2" })
        {
            Set("PULUMI_CONFIG", $$"""{"proj:a":"{{value}}"}""");
            await Run.Program(() => read.Add(new Config().Get("a")));
        }

        Assert.Equal(["1", "2"], read);
    }

    [Fact]
    public async Task ReadsTypedConfiguration()
    {
        Set("PULUMI_CONFIG", """{"proj:flag":"true","proj:int":"7","proj:real":"1.5","proj:object":"{\"A\":1}"}""");
        var read = "";

        await Run.Program(() =>
        {
            var config = new Config();
            read = string.Join(
                ' ',
                config.RequireBoolean("flag"),
                config.RequireInt32("int"),
                config.RequireDouble("real"),
                config.RequireObject<JsonElement>("object"),
                config.GetInt32("none") is null,
                config.GetObject<string>("none") is null);
        });

        Assert.Equal("""True 7 1.5 {"A":1} True True""", read);
    }

    [Fact]
    public async Task MissingValueHasTheCommandThatSetsIt()
    {
        Set("PULUMI_CONFIG", "{}");

        Assert.Equal(
            "Missing Required configuration variable 'proj:nope'\n\tplease set a value using the command `pulumi config set proj:nope " +
            "<value>`",
            await Run.Error(() => new Config().Require("nope")));
        Assert.Contains("'proj:nope'", await Run.Error(() => new Config().RequireSecretObject<int>("nope")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Int32")]
    [InlineData("Boolean")]
    [InlineData("Double")]
    [InlineData("System.Int32[]")]
    public async Task NamesAValueOfAnotherType(string type)
    {
        Set("PULUMI_CONFIG", """{"proj:a":"x"}""");

        var error = await Run.Error(() => _ = type switch
        {
            "Int32" => (object)new Config().RequireInt32("a"),
            "Boolean" => new Config().RequireBoolean("a"),
            "Double" => new Config().RequireDouble("a"),
            _ => new Config().RequireObject<int[]>("a"),
        });

        Assert.Equal($"Configuration 'proj:a' value 'x' is not a valid {type}", error);
    }

    [Fact]
    public async Task RequiredSecretIsSecretWithoutSecretKeys()
    {
        Set("PULUMI_CONFIG", """{"proj:a":"x","proj:n":"1"}""");
        Set("PULUMI_CONFIG_SECRET_KEYS", """["proj:n"]""");

        Assert.True(await Output.IsSecretAsync(await Run.Output(() => new Config().RequireSecret("a"))));
        Assert.True(await Output.IsSecretAsync(await Run.Output(() => new Config().GetSecretInt32("n")!)));
        var plain = 0;
        await Run.Program(() => plain = new Config().RequireInt32("n"));
        Assert.Equal(1, plain);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("TRUE")]
    public async Task OutputAsTextThrowsOnRequest(string value)
    {
        Set("PULUMI_ERROR_OUTPUT_STRING", value);

        Assert.Contains(
            "System.InvalidOperationException: Calling [ToString] on an [Output<T>] is not supported.",
            await Run.Error(() => _ = $"{Output.Create("x")}"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task SdkFormatsNoOutputAsText()
    {
        Set("PULUMI_ERROR_OUTPUT_STRING", "1");

        var mocks = await Run.Program(
            () =>
                _ = new Thing(
                    "t",
                    new()
                    {
                        Text = Output.Format($"a{Output.CreateSecret("b")}"),
                        Plain = new object[] { Output.Create(1) },
                        Map = { ["k"] = Output.Create("v") },
                    }));

        Assert.Equal("ab", mocks.Single("t").Inputs["text"]);
    }

    [Fact]
    public async Task ProgramWithoutAnEngineNamesTheCli()
    {
        Set("PULUMI_MONITOR", null);
        Set("PULUMI_ENGINE", null);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Deployment.RunAsync(() => { }));

        Assert.Equal("Program run without the Pulumi engine available; re-run using the `pulumi` CLI", error.Message);
    }

    [Theory]
    [InlineData("PULUMI_MONITOR")]
    [InlineData("PULUMI_ENGINE")]
    public async Task ProgramUnderAnEngineNamesTheRightBuild(string variable)
    {
        Set("PULUMI_MONITOR", null);
        Set("PULUMI_ENGINE", null);
        Set(variable, "127.0.0.1:1");
        var (error, exitCode, ran) = (Console.Error, Environment.ExitCode, false);
        using var text = new StringWriter();
        int[] codes;
        try
        {
            Console.SetError(text);
            codes =
            [
                await Deployment.RunAsync(() => { ran = true; }),
                await Deployment.RunAsync(() => Task.CompletedTask),
            ];
        }
        finally
        {
            Console.SetError(error);
            Environment.ExitCode = exitCode;
        }

        Each.Of(codes, code => Assert.NotEqual(0, code));
        Assert.False(ran);
        var lines = text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Contains("infra/Infra.csproj", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(").", lines[0], StringComparison.Ordinal);
    }

    private void Set(string name, string? value)
    {
        _before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }
}
