namespace Pulumi;

/// <summary>The inputs of a <see cref="Stash"/>.</summary>
public sealed class StashArgs : ResourceArgs
{
    /// <summary>The value to keep.</summary>
    [Input("input", required: true)]
    public Input<object> Input { get; set; } = null!;

    internal override bool Collect(InputCollector into)
    {
        into.AddRequired("input", Input, nameof(Input));
        return true;
    }
}
