using System.Collections.Immutable;
using System.Text.Json;
using Pulumi.Testing;

namespace Pulumi;

/// <summary>A run of a program. Offline, runs exist under mocks only.</summary>
public sealed partial class Deployment
{
    private static readonly AsyncLocal<DeploymentInstance?> Local = new();

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _idle = new();
    private readonly List<Resource> _resources = [];
    private readonly List<Exception> _failures = [];
    private readonly List<string> _errors = [];
    private readonly string? _rootDirectory;
    private readonly string? _configText;
    private readonly string _urnPrefix;
    private Dictionary<string, string>? _config;
    private InputCollector? _spareCollector;
    private Stack? _stack;
    private int _working = 1;
    private int _pendingRegistrations;
    private bool _anyFailed;

    private Deployment(IMocks mocks, TestOptions? options)
    {
        Mocks = mocks;
        IsDryRun = options?.IsPreview ?? true;
        StackName = options?.StackName ?? "stack";
        ProjectName = options?.ProjectName ?? "project";
        OrganizationName = options?.OrganizationName ?? "organization";
        _rootDirectory = options?.RootDirectory;
        _configText = Environment.GetEnvironmentVariable("PULUMI_CONFIG");
        _urnPrefix = $"urn:pulumi:{StackName}::{ProjectName}::";
    }

    /// <summary>The current run. Throws <see cref="InvalidOperationException"/> outside a run.</summary>
    public static DeploymentInstance Instance
        => Local.Value ?? throw new InvalidOperationException("Trying to acquire Deployment.Instance before 'Run' was called.");

    /// <summary>The current run, or null.</summary>
    internal static Deployment? Current => Local.Value?.Deployment;

    /// <summary>The current run. Throws <see cref="InvalidOperationException"/> outside a run.</summary>
    internal static Deployment Running => Instance.Deployment;

    internal IMocks Mocks { get; }

    internal bool IsDryRun { get; }

    internal string StackName { get; }

    internal string ProjectName { get; }

    internal string OrganizationName { get; }

    internal string RootDirectory
        => _rootDirectory ?? throw new InvalidOperationException("The root directory is not set: set TestOptions.RootDirectory.");

    internal Stack Stack
    {
        get => _stack ?? throw new InvalidOperationException("Trying to acquire Deployment.Stack before 'Run' was called.");
        set => _stack = value;
    }

    /// <summary>Completed task: no feature negotiation takes place offline.</summary>
    internal Task Registered => Task.CompletedTask;

    /// <summary>Requires a version of the engine. No effect offline, where there is no engine.</summary>
    public static Task RequirePulumiVersionAsync(string pulumiVersionRange)
    {
        _ = Running;
        return Task.CompletedTask;
    }

    internal string? GetConfig(string key)
    {
        _config ??= ParseConfig(_configText);
        return _config.GetValueOrDefault(key);
    }

    /// <summary>Discards a warning: offline there is no log for it.</summary>
    internal void Warn(string message) => _ = message;

    internal void LogError(string message)
    {
        lock (_gate)
        {
            _errors.Add(message);
        }
    }

    /// <summary>Makes the run fail; the same exception is counted once.</summary>
    internal void Report(Exception exception)
    {
        lock (_gate)
        {
            _anyFailed = true;
            if (!_failures.Contains(exception))
            {
                _failures.Add(exception);
            }
        }
    }

    /// <summary>Reports the start of work that the run must wait for.</summary>
    internal void Begin() => Interlocked.Increment(ref _working);

    /// <summary>Reports the end of work.</summary>
    internal void End()
    {
        if (Interlocked.Decrement(ref _working) == 0)
        {
            _idle.TrySetResult();
        }
    }

    internal void Add(Resource resource)
    {
        lock (_gate)
        {
            _resources.Add(resource);
        }
    }

    internal void Register(Registration registration)
    {
        Interlocked.Increment(ref _pendingRegistrations);
        Perform(registration, () => Interlocked.Decrement(ref _pendingRegistrations));
    }

    /// <summary>Performs the work immediately as far as possible, and the rest when the tasks it waits for are complete.</summary>
    internal void Perform(IStep step, Action? finished = null)
    {
        Task? needed;
        try
        {
            needed = step.Advance();
        }
        catch (Exception e)
        {
            needed = null;
            Fail(step, e);
        }

        if (needed is null)
        {
            finished?.Invoke();
        }
        else
        {
            Begin();
            _ = Continue(step, needed, finished);
        }
    }

    /// <summary>Task to wait for until the output is settled, or null; the output's failure is thrown.</summary>
    internal static Task? WaitFor<T>(Output<T> output)
    {
        if (output.IsPending)
        {
            return output.Settled;
        }

        if (output.Failure is not null)
        {
            output.Rethrow();
        }

        return null;
    }

    /// <summary>
    /// Task to wait for until the resources, including the children of components, are registered; a failure of one is thrown.
    /// </summary>
    internal Task? WaitFor(InputList<Resource> resources)
    {
        var listed = new List<Resource>();
        var needed = new List<Task>();
        var isKnown = resources.TryRead(listed, needed);

        // This registration itself counts as pending.
        if (needed.Count == 0 && isKnown && (Volatile.Read(ref _pendingRegistrations) > 1 || _anyFailed))
        {
            var seen = new HashSet<Resource>();
            foreach (var resource in listed)
            {
                WaitFor(resource, seen, needed);
            }
        }

        return needed.Count == 0 ? null : Task.WhenAll(needed);
    }

    internal InputCollector TakeCollector() => Interlocked.Exchange(ref _spareCollector, null) ?? new InputCollector();

    internal void GiveBack(InputCollector collector)
    {
        collector.Await(null);
        _spareCollector = collector;
    }

    /// <summary>The URN under mocks: of the parents, only the stack is part of it.</summary>
    internal string UrnOf(Resource resource)
        => string.Concat(
            _urnPrefix, resource is Stack ? "" : Stack.RootType + "$", resource.GetResourceType(), "::" + resource.GetResourceName());

    internal (Resource Resource, (string? Id, ResourceState State) Registered)? Find(string urn)
    {
        lock (_gate)
        {
            foreach (var resource in _resources)
            {
                if (resource.Registered is { } registered && !resource.Urn.IsPending && resource.Urn.Value == urn)
                {
                    return (resource, registered);
                }
            }
        }

        return null;
    }

    private static void WaitFor(Resource resource, HashSet<Resource> seen, List<Task> needed)
    {
        if (resource is null || !seen.Add(resource))
        {
            return;
        }

        if (resource is ComponentResource { IsRemote: false })
        {
            foreach (var child in resource.Children())
            {
                WaitFor(child, seen, needed);
            }
        }
        else if (WaitFor(resource.Urn) is { } pending)
        {
            needed.Add(pending);
        }
    }

    private static Dictionary<string, string> ParseConfig(string? text)
    {
        var config = new Dictionary<string, string>(StringComparer.Ordinal);
        if (text is not null && !ConfigText.TryRead(text, (key, value) => config[CleanKey(key)] = value))
        {
            config.Clear();
            using var document = JsonDocument.Parse(text);
            foreach (var entry in document.RootElement.EnumerateObject())
            {
                config[CleanKey(entry.Name)] = entry.Value.ToString();
            }
        }

        return config;
    }

    // Keys formerly had the form "name:config:key"; the engine may still write it.
    private static string CleanKey(string key)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && key.AsSpan(colon + 1).StartsWith("config:", StringComparison.Ordinal)
            ? key[..(colon + 1)] + key[(colon + 1 + "config:".Length)..]
            : key;
    }

    private async Task Continue(IStep step, Task needed, Action? finished)
    {
        try
        {
            for (var next = needed; next is not null; next = step.Advance())
            {
                await next.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (Exception e)
        {
            Fail(step, e);
        }
        finally
        {
            finished?.Invoke();
            End();
        }
    }

    private void Fail(IStep step, Exception exception)
    {
        if (step.FailsTheRun)
        {
            Report(exception);
        }

        step.Fail(exception);
    }
}
