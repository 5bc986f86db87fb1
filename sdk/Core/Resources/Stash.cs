namespace Pulumi;

/// <summary>A value that the stack's state keeps as first given.</summary>
public sealed class Stash : CustomResource
{
    /// <summary>Registers a stash.</summary>
    public Stash(string name, StashArgs args, CustomResourceOptions? options = null)
        : base("pulumi:index:Stash", name, args, options, registerPackageRequest: null)
    {
    }

    /// <summary>The stored value.</summary>
    [Output("output")]
    public Output<object> Output => field ??= MakeOutput<object>("output");

    /// <summary>The value given last.</summary>
    [Output("input")]
    public Output<object> Input => field ??= MakeOutput<object>("input");
}
