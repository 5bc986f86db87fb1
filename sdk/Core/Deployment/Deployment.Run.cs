using System.Collections.Immutable;
using System.Reflection;
using Pulumi.Testing;

namespace Pulumi;

/// <content>Methods that run a program.</content>
public sealed partial class Deployment
{
    private const string WrongBuild = "This is the offline build of the program, which cannot talk to the Pulumi engine: let pulumi "
        + "build infra/Infra.csproj, the project on the official packages (main in Pulumi.yaml).";

    /// <summary>
    /// Runs a program under the engine, which this build does not support: see
    /// <see cref="RunAsync(Func{Task{IDictionary{string, object}}}, StackOptions)"/>.
    /// </summary>
    public static Task<int> RunAsync(Action action) => RunOffline();

    /// <summary>
    /// Runs a program under the engine, which this build does not support: see
    /// <see cref="RunAsync(Func{Task{IDictionary{string, object}}}, StackOptions)"/>.
    /// </summary>
    public static Task<int> RunAsync(Func<IDictionary<string, object?>> func) => RunOffline();

    /// <summary>
    /// Runs a program under the engine, which this build does not support: see
    /// <see cref="RunAsync(Func{Task{IDictionary{string, object}}}, StackOptions)"/>.
    /// </summary>
    public static Task<int> RunAsync(Func<Task> func) => RunOffline();

    /// <summary>
    /// Runs a program under the engine, which this build does not support. Started by the engine, it writes to standard error which build
    /// is needed, and returns exit code 1; started without it, it throws <see cref="InvalidOperationException"/>.
    /// </summary>
    public static Task<int> RunAsync(Func<Task<IDictionary<string, object?>>> func, StackOptions? options = null) => RunOffline();

    /// <summary>
    /// Runs a program under the engine, which this build does not support: see
    /// <see cref="RunAsync(Func{Task{IDictionary{string, object}}}, StackOptions)"/>.
    /// </summary>
    public static Task<int> RunAsync<TStack>()
        where TStack : Stack, new()
        => RunOffline();

    /// <summary>
    /// Runs a program under the engine, which this build does not support: see
    /// <see cref="RunAsync(Func{Task{IDictionary{string, object}}}, StackOptions)"/>.
    /// </summary>
    public static Task<int> RunAsync<TStack>(IServiceProvider serviceProvider)
        where TStack : Stack
        => RunOffline();

    /// <summary>Runs a stack, created by the service provider, under mocks. The stack is the first of the resources.</summary>
    public static Task<ImmutableArray<Resource>> TestWithServiceProviderAsync<TStack>(
        IMocks mocks, IServiceProvider serviceProvider, TestOptions? options = null)
        where TStack : Stack
        => AllOf(RunUnderMocks(mocks, options, () => serviceProvider.GetService(typeof(TStack)) as TStack
            ?? throw new InvalidOperationException(
                $"Failed to resolve instance of type {typeof(TStack)} from service provider. Register the type with the service "
                    + $"provider before calling {nameof(RunAsync)}.")));

    /// <summary>
    /// Runs a stack under mocks. The stack is the first of the resources. A single error throws <see cref="RunException"/>, several throw
    /// <see cref="AggregateException"/>.
    /// </summary>
    public static Task<ImmutableArray<Resource>> TestAsync<TStack>(IMocks mocks, TestOptions? options = null)
        where TStack : Stack, new()
        => AllOf(RunUnderMocks(mocks, options, () => (Stack)Activator.CreateInstance(
            typeof(TStack), BindingFlags.DoNotWrapExceptions, binder: null, args: null, culture: null)!));

    /// <summary>Runs a function under mocks; the outputs are those it returns.</summary>
    public static async Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<Task<IDictionary<string, object?>>> createResources)
        => (await RunUnderMocks(testMocks, testOptions, () => new TestStack(() => createResources().GetAwaiter().GetResult()))
            .ConfigureAwait(false)).WithoutStack();

    /// <summary>Runs a function under mocks; the outputs are those it returns.</summary>
    public static async Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<IDictionary<string, object?>> createResources)
        => (await RunUnderMocks(testMocks, testOptions, () => new TestStack(createResources)).ConfigureAwait(false)).WithoutStack();

    /// <summary>Runs a function under mocks.</summary>
    public static async Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Func<Task> createResources)
        => (await RunUnderMocks(testMocks, testOptions, () => new TestStack(() =>
        {
            createResources().GetAwaiter().GetResult();
            return new Dictionary<string, object?>();
        })).ConfigureAwait(false)).WithoutStack().Resources;

    /// <summary>Runs a function under mocks.</summary>
    public static async Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Action createResources)
        => (await RunUnderMocks(testMocks, testOptions, () => new TestStack(() =>
        {
            createResources();
            return new Dictionary<string, object?>();
        })).ConfigureAwait(false)).WithoutStack().Resources;

    // The run is visible to this method and its callees, not to its caller, so that runs can be concurrent.
    private static async Task<Deployment> RunUnderMocks(IMocks mocks, TestOptions? options, Func<Stack> create)
    {
        if (Local.Value is not null)
        {
            throw new InvalidOperationException("Deployment.Instance should only be set once at the beginning of a 'Run' call.");
        }

        var deployment = new Deployment(mocks, options);
        Local.Value = new DeploymentInstance(deployment);
        Exception? thrown = null;
        try
        {
            create().RegisterProperties();
        }
        catch (Exception e)
        {
            thrown = e;
        }

        deployment.End();
        await deployment._idle.Task.ConfigureAwait(false);
        deployment.Conclude(thrown);
        return deployment;
    }

    // An async method over a value type is compiled at run time, so it is avoided when the result is already available.
    private static Task<ImmutableArray<Resource>> AllOf(Task<Deployment> run)
    {
        return run.IsCompletedSuccessfully ? Task.FromResult(run.Result.All()) : After(run);

        static async Task<ImmutableArray<Resource>> After(Task<Deployment> run) => (await run.ConfigureAwait(false)).All();
    }

    private static async Task<int> RunOffline()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("PULUMI_MONITOR"))
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("PULUMI_ENGINE")))
        {
            throw new InvalidOperationException("Program run without the Pulumi engine available; re-run using the `pulumi` CLI");
        }

        await Console.Error.WriteLineAsync(WrongBuild).ConfigureAwait(false);
        Environment.ExitCode = 1;
        return 1;
    }

    private static string Describe(Exception exception) => exception switch
    {
        RunException => exception.Message,
        ResourceException { HideStack: true } => exception.Message,
        ResourceException => exception.ToString(),
        _ => $"Running program '{Assembly.GetEntryAssembly()?.Location}' failed with an unhandled exception:\n{exception}",
    };

    private void Conclude(Exception? thrown)
    {
        lock (_gate)
        {
            if (thrown is not null)
            {
                _failures.Remove(thrown);
                _failures.Insert(0, thrown);
            }

            foreach (var failure in _failures)
            {
                _errors.Add(Describe(failure));
            }

            if (_errors.Count > 0)
            {
                throw _errors.Count == 1
                    ? new RunException(_errors[0])
                    : new AggregateException(_errors.ConvertAll(error => new RunException(error)));
            }
        }
    }

    private ImmutableArray<Resource> All() => [.. _resources];

    private (ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs) WithoutStack()
        => ([.. _resources.FindAll(resource => resource is not TestStack)], ((TestStack)Stack).Returned);
}
