namespace Pulumi;

/// <summary>A wrapper (input, output, union) that knows how to unwrap itself into plain values.</summary>
internal interface IPlain
{
    object? ToPlain(InputCollector into);
}
