namespace Pulumi;

/// <summary>An error of the program that is reported by its message alone, without a stack.</summary>
public class RunException : Exception
{
    /// <param name="message">What is reported.</param>
    public RunException(string message)
        : base(message)
    {
    }

    /// <param name="message">What is reported.</param>
    /// <param name="innerException">The cause.</param>
    public RunException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Says that members marked as outputs are not outputs.</summary>
    public static RunException OutputsHaveIncorrectType(IEnumerable<string> outputAttributeNames)
        => new($"Output(s) '{string.Join(", ", outputAttributeNames)}' have incorrect type. [Output] attributed properties must be instances of Output<T>.");
}
