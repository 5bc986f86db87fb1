using System.Collections;
using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Infra.Model.Yaml;

/// <summary>
/// Writes plain values as YAML 1.2 that YAML 1.1 readers understand the same way: block style, keys in the given order, every text
/// that could be read as something else quoted, several lines as literal blocks. Maps are dictionaries with text keys; leaves are
/// texts, truths, numbers and null. The choice of style is own: the library's looks at YAML 1.2 alone.
/// </summary>
public static class YamlText
{
    private static readonly EmitterSettings Settings = new(
        bestIndent: 2,
        bestWidth: int.MaxValue,
        isCanonical: false,
        maxSimpleKeyLength: 1024,
        skipAnchorName: true,
        indentSequences: false,
        newLine: "\n");

    /// <summary>Words that one of the YAML versions reads as a truth, a number or no value.</summary>
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "y", "n", "yes", "no", "true", "false", "on", "off", "null", "nan", "inf", "infinity",
    };

    /// <summary>Writes a document without markers, ending in a line feed.</summary>
    /// <exception cref="ArgumentException">The value holds something else than listed above.</exception>
    public static string Write(object? value)
    {
        using var text = new StringWriter();
        var emitter = new Emitter(text, Settings);
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart());
        Emit(emitter, value);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Emit(Emitter emitter, object? value)
    {
        switch (value)
        {
            case IReadOnlyDictionary<string, object> map:
                emitter.Emit(new MappingStart(
                    AnchorName.Empty, TagName.Empty, isImplicit: true, map.Count == 0 ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var (key, item) in map)
                {
                    EmitText(emitter, key);
                    Emit(emitter, item);
                }

                emitter.Emit(new MappingEnd());
                break;
            case ICollection list:
                emitter.Emit(new SequenceStart(
                    AnchorName.Empty, TagName.Empty, isImplicit: true, list.Count == 0 ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in list)
                {
                    Emit(emitter, item);
                }

                emitter.Emit(new SequenceEnd());
                break;
            case string text:
                EmitText(emitter, text);
                break;
            default:
                emitter.Emit(new Scalar(
                    AnchorName.Empty, TagName.Empty, Plain(value), ScalarStyle.Plain, isPlainImplicit: true, isQuotedImplicit: false));
                break;
        }
    }

    private static void EmitText(Emitter emitter, string text) =>
        emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, text, Style(text), isPlainImplicit: true, isQuotedImplicit: true));

    private static string Plain(object? value) => value switch
    {
        null => "null",
        true => "true",
        false => "false",
        int or long => Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        double.NaN => ".nan",
        double.PositiveInfinity => ".inf",
        double.NegativeInfinity => "-.inf",
        double number when Math.Abs(number) < 1e15 && number == Math.Truncate(number) =>
            ((long)number).ToString(CultureInfo.InvariantCulture),
        double number => WithPoint(number.ToString("R", CultureInfo.InvariantCulture)),
        _ => throw new ArgumentException($"cannot write a {value.GetType().Name} as YAML", nameof(value)),
    };

    // 1E-07 is a number in YAML only with a point in it.
    private static string WithPoint(string digits)
    {
        var exponent = digits.IndexOf('E', StringComparison.Ordinal);
        return exponent >= 0 && !digits.Contains('.', StringComparison.Ordinal) ? digits.Insert(exponent, ".0") : digits;
    }

    private static ScalarStyle Style(string text)
    {
        var (lines, printable) = (false, true);
        for (var index = 0; index < text.Length; index++)
        {
            lines |= text[index] == '\n';
            printable &= text[index] is '\n' or '\t' || !char.IsControl(text[index]);
        }

        return lines && printable && !text.AsSpan().Trim('\n').IsEmpty ? ScalarStyle.Literal
            : lines || !printable || text.Contains('\t', StringComparison.Ordinal) ? ScalarStyle.DoubleQuoted
            : IsPlain(text) ? ScalarStyle.Plain
            : ScalarStyle.SingleQuoted;
    }

    /// <summary>
    /// Narrower than YAML: begins with a letter, a slash or an underscore and holds nothing that means something anywhere.
    /// </summary>
    private static bool IsPlain(string text)
    {
        if (text.Length == 0 || !(char.IsAsciiLetter(text[0]) || text[0] is '/' or '_') || text[^1] is ' ' or ':' || Words.Contains(text))
        {
            return false;
        }

        for (var index = 1; index < text.Length; index++)
        {
            var character = text[index];
            if (!char.IsAsciiLetterOrDigit(character)
                && !"._/-+=@() ;$<>~".Contains(character, StringComparison.Ordinal)
                && !(character == ':' && text[index + 1] != ' '))
            {
                return false;
            }
        }

        return true;
    }
}
