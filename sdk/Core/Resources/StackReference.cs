using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Reference to another stack, for reading its outputs.</summary>
public class StackReference : CustomResource
{
    /// <summary>Reads the stack of the given name, or the one named by the args.</summary>
    public StackReference(string name, StackReferenceArgs? args = null, CustomResourceOptions? options = null)
        : base(
            "pulumi:pulumi:StackReference",
            name,
            new StackReferenceArgs { Name = args?.Name ?? name },
            CustomResourceOptions.Merge(options, new CustomResourceOptions { Id = args?.Name ?? name }))
    {
    }

    /// <summary>The other stack's name.</summary>
    [Output("name")]
    public Output<string> Name => field ??= MakeOutput<string>("name");

    /// <summary>The outputs of the other stack.</summary>
    [Output("outputs")]
    public Output<ImmutableDictionary<string, object>> Outputs => field ??= MakeOutput<ImmutableDictionary<string, object>>("outputs");

    /// <summary>The names of the secret outputs.</summary>
    [Output("secretOutputNames")]
    public Output<ImmutableArray<string>> SecretOutputNames => field ??= MakeOutput<ImmutableArray<string>>("secretOutputNames");

    /// <summary>The output of the given name, secret only if it is listed as secret; null when it does not exist.</summary>
    public Output<object?> GetOutput(Input<string> name)
        => WithOwnSecrecy(name, Output.Tuple(
            name, (Input<ImmutableDictionary<string, object>>)Outputs).Apply(both => both.Item2.GetValueOrDefault(both.Item1)));

    /// <summary>The output of the given name; the run fails when it does not exist.</summary>
    public Output<object> RequireOutput(Input<string> name)
        => WithOwnSecrecy(name, Output.Tuple(
            name, (Input<ImmutableDictionary<string, object>>)Outputs).Apply(both => both.Item2.TryGetValue(both.Item1, out var value)
            ? value
            : throw new KeyNotFoundException($"Required output '{both.Item1}' does not exist on stack '{GetResourceName()}'.")));

    /// <summary>The output of the given name, and whether it is a secret.</summary>
    public async Task<StackReferenceOutputDetails> GetOutputDetailsAsync(string name)
    {
        var output = GetOutput(name);
        await output.Settled.ConfigureAwait(false);
        return output.IsSecret
            ? new StackReferenceOutputDetails { SecretValue = output.Value }
            : new StackReferenceOutputDetails { Value = output.Value };
    }

    /// <summary>The value of the given name, which must not be a secret; null when it does not exist.</summary>
    public async Task<object?> GetValueAsync(Input<string> name)
    {
        var output = GetOutput(name);
        await output.Settled.ConfigureAwait(false);
        return !output.IsSecret
            ? output.Value
            : throw new InvalidOperationException(
                "Cannot call 'GetOutputValueAsync' if the referenced stack has secret outputs. Use 'GetOutput' instead.");
    }

    /// <summary>The value of the given name, which must exist and must not be a secret.</summary>
    public async Task<object> RequireValueAsync(Input<string> name)
    {
        var output = RequireOutput(name);
        await output.Settled.ConfigureAwait(false);
        return !output.IsSecret
            ? output.Value
            : throw new InvalidOperationException(
                "Cannot call 'RequireOutputValueAsync' if the referenced stack has secret outputs. Use 'RequireOutput' instead.");
    }

    // All outputs together are secret as soon as one of them is; a single one is not.
    private Output<T> WithOwnSecrecy<T>(Input<string> name, Output<T> value)
        => Output.Tuple(name.ToOutput(), SecretOutputNames).WhenSettled(names => value.WhenSettled(settled =>
        {
            try
            {
                var isSecret = names.IsKnown || names.Failure is not null
                    ? names.Value.Item2.Contains(names.Value.Item1)
                    : Outputs.IsSecret;
                return settled.With(isSecret, settled.Dependencies);
            }
            catch (Exception e)
            {
                return Output<T>.Failed(e);
            }
        }));
}
