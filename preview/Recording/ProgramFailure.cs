namespace Infra.Preview.Recording;

/// <summary>Error messages of a failed run for the reader, without stack traces.</summary>
internal static class ProgramFailure
{
    private const string Opening = "Running program '";

    /// <summary>The messages without duplicates, in ordinal order.</summary>
    public static string[] Explain(Exception failure)
    {
        var messages = new List<string>();
        Collect(failure, messages);
        return Sets.Sorted(messages);
    }

    private static void Collect(Exception failure, List<string> messages)
    {
        if (failure is AggregateException several)
        {
            foreach (var one in several.InnerExceptions)
            {
                Collect(one, messages);
            }
            return;
        }
        messages.Add(MessageOf(failure.Message));
    }

    /// <summary>
    /// Extracts the message from the SDK's form: "Running program '...' failed with an unhandled exception:", the exception with its type,
    /// and its stack.
    /// </summary>
    private static string MessageOf(string message)
    {
        if (!message.StartsWith(Opening, StringComparison.Ordinal))
        {
            return message.TrimEnd();
        }
        var text = new List<string>();
        foreach (var line in message.Split('\n')[1..])
        {
            if (line.StartsWith("   at ", StringComparison.Ordinal) || line.StartsWith(" ---> ", StringComparison.Ordinal))
            {
                break;
            }
            text.Add(line.TrimEnd());
        }
        return WithoutType(string.Join('\n', text).Trim());
    }

    private static string WithoutType(string text)
    {
        var end = text.IndexOf(": ", StringComparison.Ordinal);
        if (end <= 0 || !text.AsSpan(0, end).EndsWith("Exception", StringComparison.Ordinal) || text.AsSpan(0, end).ContainsAny(' ', '\n'))
        {
            return text;
        }
        return text[(end + 2)..];
    }
}
