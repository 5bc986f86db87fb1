namespace Infra.Model;

/// <summary>A whole number between two limits, both included.</summary>
public class RangeAttribute : ConstraintAttribute
{
    /// <summary>A range.</summary>
    /// <param name="minimum">The lowest number.</param>
    /// <param name="maximum">The highest number; none unless given.</param>
    public RangeAttribute(int minimum, int maximum = int.MaxValue)
        : this("in range", minimum, maximum)
    {
    }

    /// <summary>A range of numbers of a named kind.</summary>
    /// <param name="noun">The kind of number, after "is not".</param>
    /// <param name="minimum">The lowest number.</param>
    /// <param name="maximum">The highest number.</param>
    protected RangeAttribute(string noun, int minimum, int maximum)
        : base(noun, maximum == int.MaxValue ? $"a number of at least {minimum}" : $"a number from {minimum} to {maximum}")
    {
        (Minimum, Maximum) = (minimum, maximum);
    }

    /// <summary>The lowest number.</summary>
    public int Minimum { get; }

    /// <summary>The highest number.</summary>
    public int Maximum { get; }

    /// <inheritdoc/>
    public override bool Holds(object value) => value is int number && number >= Minimum && number <= Maximum;
}
