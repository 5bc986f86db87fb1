namespace Pulumi;

/// <summary>A wrapper (input, output, union) that converts itself to plain values.</summary>
internal interface IPlain
{
    object? ToPlain(InputCollector into);
}
