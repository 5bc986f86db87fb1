using System.Collections.Immutable;
using Pulumi.Testing;

namespace Pulumi;

/// <summary>Registers one resource with the mocks: within its constructor when none of its inputs is pending.</summary>
internal sealed class Registration : IStep
{
    private readonly Deployment _deployment;
    private readonly Resource _resource;
    private readonly ResourceArgs _args;
    private readonly ResourceOptions _options;
    private readonly OutputFactory _outputs;
    private ImmutableDictionary<string, object> _inputs = ImmutableDictionary<string, object>.Empty;
    private Task<(string? Id, object State)>? _answer;
    private List<InputFinding>? _findings;
    private Dictionary<string, object>? _dependencies;
    private string? _readId;
    private string _urn = "";

    internal Registration(Deployment deployment, Resource resource, ResourceArgs args, ResourceOptions options, OutputFactory outputs)
    {
        _deployment = deployment;
        _resource = resource;
        _args = args;
        _options = options;
        _outputs = outputs;
    }

    public Task? Advance()
    {
        if (_options.Urn is { } urn)
        {
            TakeOver(urn);
            return null;
        }

        if (_answer is null && Prepare() is { } needed)
        {
            return needed;
        }

        if (_resource is Stack)
        {
            Complete(null, ResourceState.Empty);
            return null;
        }

        _answer ??= Ask();
        return _answer.IsCompleted ? Finish() : _answer;
    }

    public void Fail(Exception exception) => _outputs.Fail(exception);

    /// <summary>Collects the arguments of the mock; returns a task when one of them is pending.</summary>
    private Task? Prepare()
    {
        if (_options.DependsOnIfAny is { } dependsOn && _deployment.WaitFor(dependsOn) is { } dependencies)
        {
            return dependencies;
        }

        if (_options.ReplaceWithIfAny is { } replaceWith && _deployment.WaitFor(replaceWith) is { } replacements)
        {
            return replacements;
        }

        if (_options.DeletedWith is { } owner && Deployment.WaitFor(owner.Urn) is { } deletion)
        {
            return deletion;
        }

        if (ReadId() is { } id)
        {
            return id;
        }

        var collector = _deployment.TakeCollector();
        _inputs = collector.CollectAll($"resource:{_resource.GetResourceName()}[{_resource.GetResourceType()}]", _args, skipIdentity: true);
        _findings = collector.Findings;
        _dependencies = collector.PropertyDependencies;
        var pending = collector.Pending;
        _deployment.GiveBack(collector);
        if (pending is not null)
        {
            return Task.WhenAll(pending);
        }

        if (_resource is not Stack && Deployment.WaitFor((_options.Parent ?? _deployment.Stack).Urn) is { } parent)
        {
            return parent;
        }

        if (_resource.Provider is { } provider && (Deployment.WaitFor(provider.Urn) ?? Deployment.WaitFor(provider.Id)) is { } reference)
        {
            return reference;
        }

        _urn = _deployment.UrnOf(_resource);
        return null;
    }

    private Task? ReadId()
    {
        if (_options.Id is null)
        {
            return null;
        }

        var id = _options.Id.ToOutput();
        if (Deployment.WaitFor(id) is { } pending)
        {
            return pending;
        }

        if (id.IsKnown && !string.IsNullOrEmpty(id.Value))
        {
            _readId = _resource is CustomResource
                ? id.Value
                : throw new ArgumentException("ResourceOptions.Id is only valid for a CustomResource");
        }

        return null;
    }

    private Task<(string? Id, object State)> Ask()
    {
        if (_readId is null)
        {
            _deployment.Add(_resource);
        }

        return _deployment.Mocks.NewResourceAsync(new ReportingMockResourceArgs(_findings, _dependencies)
        {
            Type = _resource.GetResourceType(),
            Name = _resource.GetResourceName(),
            Inputs = _inputs,
            Provider = _resource.Provider?.Reference ?? "",
            Id = _readId ?? ImportId,
        });
    }

    private string ImportId => (_options as CustomResourceOptions)?.ImportId ?? "";

    private Task? Finish()
    {
        var (id, state) = _answer!.GetAwaiter().GetResult();
        var collector = _deployment.TakeCollector();
        var read = ResourceState.Read(state, _inputs, collector);
        var pending = collector.Pending;
        _deployment.GiveBack(collector);
        if (pending is not null)
        {
            return Task.WhenAll(pending);
        }

        if (_readId is not null)
        {
            _deployment.Add(_resource);
        }

        Complete(_readId ?? id ?? ImportId, read!);
        return null;
    }

    private void TakeOver(string urn)
    {
        var (resource, registered) = _deployment.Find(urn) ?? throw new InvalidOperationException($"Unknown resource {urn}");
        _urn = resource.Urn.Value;
        Complete(registered.Id, registered.State);
    }

    private void Complete(string? id, ResourceState state)
    {
        if (_resource is Stack)
        {
            _deployment.Add(_resource);
        }

        _resource.Registered = (id, state);
        _outputs.Fill(_urn, id, state, missingIsKnown: !_deployment.IsDryRun);
    }
}
