namespace Pulumi;

/// <summary>An <see cref="Input{T}"/> of any type.</summary>
internal interface IInput
{
    IOutput ToOutput();
}
