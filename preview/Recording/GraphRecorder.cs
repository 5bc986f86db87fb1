using System.Text;
using Pulumi;
using Pulumi.Testing;

namespace Infra.Preview.Recording;

/// <summary>
/// Runs a Pulumi program in this process against recording mocks and returns its resource graph. Uses public SDK members only. The program
/// sees a dry run (`Deployment.Instance.IsDryRun`), its configuration, and stand-ins for the values that a provider would compute.
/// </summary>
public static class GraphRecorder
{
    /// <summary>Serializes the runs, because the SDK reads configuration from the process environment only.</summary>
    private static readonly SemaphoreSlim Turn = new(1, 1);

    /// <summary>
    /// Runs the stack that <paramref name="create"/> creates with the given options, which it must pass to <see cref="Stack"/>.
    /// </summary>
    public static async Task<RecordingResult> RecordAsync<TStack>(Func<StackOptions, TStack> create, RecordingOptions options)
        where TStack : Stack
    {
        await Turn.WaitAsync();
        var config = Environment.GetEnvironmentVariable("PULUMI_CONFIG");
        var secretKeys = Environment.GetEnvironmentVariable("PULUMI_CONFIG_SECRET_KEYS");
        var mocks = new RecordingMocks(options);
        var seen = new List<Registration>();
        var stackOptions = new StackOptions { ResourceTransformations = { args => See(args, seen, mocks) } };
        var test = new TestOptions { ProjectName = options.Project, StackName = options.Header.Stack, IsPreview = true };
        try
        {
            Environment.SetEnvironmentVariable("PULUMI_CONFIG", ConfigJson(options.Config));
            Environment.SetEnvironmentVariable("PULUMI_CONFIG_SECRET_KEYS", KeysJson(options.SecretKeys));
            await Deployment.TestWithServiceProviderAsync<TStack>(mocks, new Factory(() => create(stackOptions)), test);
        }
        catch (Exception e) when (e is RunException or AggregateException)
        {
            return new(null, ProgramFailure.Explain(e));
        }
        finally
        {
            Environment.SetEnvironmentVariable("PULUMI_CONFIG", config);
            Environment.SetEnvironmentVariable("PULUMI_CONFIG_SECRET_KEYS", secretKeys);
            Turn.Release();
        }
        return new GraphBuilder(options, mocks).Build(seen);
    }

    private static ResourceTransformationResult? See(ResourceTransformationArgs args, List<Registration> seen, RecordingMocks mocks)
    {
        var type = args.Resource.GetResourceType();
        var name = args.Resource.GetResourceName();
        lock (seen)
        {
            seen.Add(new() { Resource = args.Resource, Arguments = args.Args, Options = args.Options, Type = type, Name = name });
        }
        mocks.Expect(type, name, args.Options is CustomResourceOptions custom ? custom.AdditionalSecretOutputs : []);
        return null;
    }

    private static string ConfigJson(IReadOnlyDictionary<string, string> config)
    {
        var json = new StringBuilder("{");
        foreach (var (key, value) in config)
        {
            Separate(json);
            AddText(json, key);
            json.Append(':');
            AddText(json, value);
        }
        return json.Append('}').ToString();
    }

    private static string KeysJson(IReadOnlyList<string> keys)
    {
        var json = new StringBuilder("[");
        foreach (var key in keys)
        {
            Separate(json);
            AddText(json, key);
        }
        return json.Append(']').ToString();
    }

    private static void Separate(StringBuilder json)
    {
        if (json.Length > 1)
        {
            json.Append(',');
        }
    }

    /// <summary>
    /// Appends a JSON string without the library's writer, whose start costs a cold process more than all other work here.
    /// </summary>
    private static void AddText(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\' or < ' ')
            {
                json.Append("\\u").Append(((int)c).ToString("x4"));
            }
            else
            {
                json.Append(c);
            }
        }
        json.Append('"');
    }

    private sealed class Factory(Func<object> create) : IServiceProvider
    {
        public object GetService(Type serviceType) => create();
    }
}
