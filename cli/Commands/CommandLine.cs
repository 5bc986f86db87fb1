namespace Infra.Cli.Commands;

/// <summary>
/// A command line taken apart. System.CommandLine does the same for about 12 ms of a cold process whose whole budget is some 150, hence by hand.
/// </summary>
internal sealed class CommandLine
{
    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);

    private CommandLine(CommandForm? command) => Command = command;

    /// <summary>The command; null when none was named.</summary>
    public CommandForm? Command { get; }

    /// <summary>Its argument; null when there is none.</summary>
    public string? Argument { get; private set; }

    /// <summary>Whether help was asked for, in whatever way.</summary>
    public bool WantsHelp { get; private set; }

    /// <summary>Whether a switch was given.</summary>
    public bool Has(string option) => _options.ContainsKey(option);

    /// <summary>The value of an option; null when it was not given.</summary>
    public string? ValueOf(string option) => _options.GetValueOrDefault(option);

    /// <summary>Takes a command line apart.</summary>
    /// <exception cref="UsageException">It does not fit the forms.</exception>
    public static CommandLine Parse(IReadOnlyList<string> words, CommandForm[] forms)
    {
        if (words.Count == 0)
        {
            throw new UsageException("no command given; the commands are " + Names(forms));
        }
        var first = words[0];
        if (IsHelp(first) || first == "help")
        {
            return new(words.Count > 1 && !IsHelp(words[1]) ? Find(words[1], forms) : null) { WantsHelp = true };
        }
        var line = new CommandLine(Find(first, forms));
        line.Take(words);
        if (!line.WantsHelp)
        {
            line.Complete();
        }
        return line;
    }

    private static bool IsHelp(string word) => word is "--help" or "-h" or "-?";

    private static CommandForm Find(string name, CommandForm[] forms)
    {
        foreach (var form in forms)
        {
            if (form.Name == name)
            {
                return form;
            }
        }
        throw new UsageException(name.StartsWith('-')
            ? "a command comes first, then its options: the commands are " + Names(forms)
            : "there is no command \"" + name + "\"; the commands are " + Names(forms));
    }

    private static string Names(CommandForm[] forms)
    {
        var names = new string[forms.Length];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = forms[i].Name;
        }
        return string.Join(", ", names);
    }

    private void Take(IReadOnlyList<string> words)
    {
        var optionsEnded = false;
        for (var i = 1; i < words.Count; i++)
        {
            var word = words[i];
            if (!optionsEnded && word == "--")
            {
                optionsEnded = true;
            }
            else if (!optionsEnded && IsHelp(word))
            {
                WantsHelp = true;
            }
            else if (!optionsEnded && word.Length > 1 && word[0] == '-')
            {
                TakeOption(word, words, ref i);
            }
            else if (Command!.Argument is null || Argument is not null)
            {
                throw new UsageException("\"" + word + "\" is one word too many for `" + Command.Name + "`");
            }
            else
            {
                Argument = word;
            }
        }
    }

    private void TakeOption(string word, IReadOnlyList<string> words, ref int at)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? word : word[..equals];
        var form = Array.Find(Command!.Options, option => option.Name == name) ?? throw new UsageException(NoOption(name));
        string value;
        if (form.Value is null)
        {
            value = equals < 0 ? "" : throw new UsageException(name + " takes no value");
        }
        else if (equals >= 0)
        {
            value = word[(equals + 1)..];
        }
        else if (at + 1 < words.Count && !words[at + 1].StartsWith("--", StringComparison.Ordinal))
        {
            value = words[++at];
        }
        else
        {
            value = "";
        }
        if (form.Value is not null && value.Length == 0)
        {
            throw new UsageException(name + " needs a value: " + name + " " + form.Value);
        }
        if (!_options.TryAdd(name, value))
        {
            throw new UsageException(name + " is given twice");
        }
    }

    private string NoOption(string name)
    {
        var names = new List<string>();
        foreach (var option in Command!.Options)
        {
            names.Add(option.Name);
        }
        names.Add("--help");
        return "`" + Command.Name + "` has no option \"" + name + "\"; it has " + string.Join(", ", names);
    }

    private void Complete()
    {
        if (Command!.Argument is { } argument && !Command.IsArgumentOptional && Argument is null)
        {
            throw new UsageException("`" + Command.Name + "` needs a " + argument + ": " + Command.Examples[0]);
        }
        foreach (var option in Command.Options)
        {
            if (option.IsRequired && !Has(option.Name))
            {
                throw new UsageException("`" + Command.Name + "` needs " + option.Name + " " + option.Value + ": " + Command.Examples[0]);
            }
        }
    }
}
