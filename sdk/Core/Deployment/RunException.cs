namespace Pulumi;

/// <summary>An error of the program that is reported by its message only, without a stack trace.</summary>
public class RunException : Exception
{
    /// <param name="message">Message to report.</param>
    public RunException(string message)
        : base(message)
    {
    }

    /// <param name="message">Message to report.</param>
    /// <param name="innerException">The cause.</param>
    public RunException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the error for members that are marked as outputs but are not outputs.</summary>
    public static RunException OutputsHaveIncorrectType(IEnumerable<string> outputAttributeNames)
        => new($"Output(s) '{string.Join(", ", outputAttributeNames)}' have incorrect type. [Output] attributed properties must be "
            + "instances of Output<T>.");
}
