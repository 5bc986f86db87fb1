using Pulumi;
using Pulumi.Utilities;

namespace Infra.Preview.Recording;

/// <inheritdoc/>
internal sealed class OutputProbe<T> : OutputProbe
{
    /// <summary>
    /// Whether values of the type may contain other values. Numbers, Booleans and enumerations do not; generic structs (arrays, unions)
    /// may.
    /// </summary>
    private static readonly bool IsLeaf = typeof(T).IsValueType && !typeof(T).IsGenericType;

    /// <inheritdoc/>
    public override OutputReading Read(object output, bool leavesToo)
    {
        var read = output as Output<T> ?? (Output<T>)(Input<T>)output;
        var known = OutputUtilities.GetIsKnownAsync(read).GetAwaiter().GetResult();
        return new(
            known && (leavesToo || !IsLeaf) ? OutputUtilities.GetValueAsync(read).GetAwaiter().GetResult() : null,
            known,
            Output.IsSecretAsync(read).GetAwaiter().GetResult(),
            OutputUtilities.GetDependenciesAsync(read).GetAwaiter().GetResult());
    }
}
