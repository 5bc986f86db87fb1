using System.Text;

namespace Infra.Cli.Commands;

/// <summary>The help texts, made from the forms.</summary>
internal static class Help
{
    /// <summary>How the program is called in a clone; the examples run as they stand.</summary>
    public const string Call = "dotnet run --project cli --";

    private const string ExitCodeText = "Exit codes: 0 fine, 1 problems found, 2 wrong command line, 3 a defect of this program.\n";

    /// <summary>All commands.</summary>
    public static string OfAll(CommandForm[] forms)
    {
        var text = new StringBuilder("Previews the platform offline: no account, no token, no network.\n\nUsage: " + Call + " <command> [options]\n\nCommands:\n");
        foreach (var form in forms)
        {
            AddRow(text, Signature(form), form.Summary);
        }
        text.Append("\nExamples:\n");
        foreach (var form in forms)
        {
            AddExample(text, form.Examples[0]);
        }
        return text.Append("\nMore about one command: ").Append(Call).Append(" <command> --help\n").Append(ExitCodeText).ToString();
    }

    /// <summary>One command.</summary>
    public static string Of(CommandForm form)
    {
        var text = new StringBuilder(form.Summary).Append("\n\nUsage: ").Append(Call).Append(' ').Append(Signature(form)).Append('\n');
        if (form.Details.Length > 0)
        {
            text.Append('\n').Append(form.Details).Append('\n');
        }
        text.Append("\nOptions:\n");
        foreach (var option in form.Options)
        {
            AddRow(text, option.Value is null ? option.Name : option.Name + " " + option.Value, option.Summary);
        }
        AddRow(text, "--help", "Shows this.");
        text.Append("\nExamples:\n");
        foreach (var example in form.Examples)
        {
            AddExample(text, example);
        }
        return text.Append('\n').Append(ExitCodeText).ToString();
    }

    private static string Signature(CommandForm form)
    {
        var text = new StringBuilder(form.Name);
        if (form.Argument is { } argument)
        {
            text.Append(form.IsArgumentOptional ? " [<" : " <").Append(argument).Append(form.IsArgumentOptional ? ">]" : ">");
        }
        foreach (var option in form.Options)
        {
            text.Append(option.IsRequired ? " " : " [").Append(option.Name);
            if (option.Value is { } value)
            {
                text.Append(' ').Append(value);
            }
            if (!option.IsRequired)
            {
                text.Append(']');
            }
        }
        return text.ToString();
    }

    private static void AddRow(StringBuilder text, string left, string right)
    {
        const int Column = 22;
        text.Append("  ").Append(left);
        if (left.Length > Column - 2)
        {
            text.Append('\n').Append(' ', Column + 2);
        }
        else
        {
            text.Append(' ', Column - left.Length);
        }
        text.Append(right).Append('\n');
    }

    private static void AddExample(StringBuilder text, string example) => text.Append("  ").Append(Call).Append(' ').Append(example).Append('\n');
}
