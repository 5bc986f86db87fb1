using Pulumi;
using Pulumi.Utilities;

namespace Infra.Preview.Recording;

/// <inheritdoc/>
internal sealed class OutputProbe<T> : OutputProbe
{
    /// <inheritdoc/>
    public override OutputReading Read(object output)
    {
        var read = output as Output<T> ?? (Output<T>)(Input<T>)output;
        var known = OutputUtilities.GetIsKnownAsync(read).GetAwaiter().GetResult();
        return new(
            known ? OutputUtilities.GetValueAsync(read).GetAwaiter().GetResult() : null,
            known,
            Output.IsSecretAsync(read).GetAwaiter().GetResult(),
            OutputUtilities.GetDependenciesAsync(read).GetAwaiter().GetResult());
    }
}
