using System.Collections;
using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Infra.Model.Yaml;

/// <summary>Writes plain values (maps with text keys, sequences, texts, numbers, booleans) as YAML, keys in the order given.</summary>
public static class YamlText
{
    private static readonly string[] OtherThanText = ["", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n"];

    /// <summary>The YAML of a value.</summary>
    /// <exception cref="ArgumentException">The value holds something else than listed above.</exception>
    public static string Write(object value)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var emitter = new Emitter(text, new EmitterSettings(bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024).WithIndentedSequences());
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
            case string text:
                emitter.Emit(Text(text));
                break;
            case bool flag:
                emitter.Emit(Plain(flag ? "true" : "false"));
                break;
            case int or long or double or decimal:
                emitter.Emit(Plain(Convert.ToString(value, CultureInfo.InvariantCulture)!));
                break;
            case IReadOnlyDictionary<string, object> map:
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, map.Count == 0 ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var (key, item) in map)
                {
                    emitter.Emit(Text(key));
                    Emit(emitter, item);
                }

                emitter.Emit(new MappingEnd());
                break;
            case ICollection sequence:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, sequence.Count == 0 ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in sequence)
                {
                    Emit(emitter, item);
                }

                emitter.Emit(new SequenceEnd());
                break;
            default:
                throw new ArgumentException($"cannot write a {value?.GetType().Name ?? "null"} as YAML", nameof(value));
        }
    }

    private static Scalar Plain(string text) => new(AnchorName.Empty, TagName.Empty, text, ScalarStyle.Plain, isPlainImplicit: true, isQuotedImplicit: false);

    /// <summary>A text that a YAML 1.1 reader would take for something else is quoted.</summary>
    private static Scalar Text(string text)
    {
        var style = text.Contains('\n', StringComparison.Ordinal) ? ScalarStyle.Literal
            : OtherThanText.Contains(text, StringComparer.OrdinalIgnoreCase) || LooksLikeNumber(text) ? ScalarStyle.DoubleQuoted
            : ScalarStyle.Any;
        return new(AnchorName.Empty, TagName.Empty, text, style, isPlainImplicit: style == ScalarStyle.Any, isQuotedImplicit: true);
    }

    /// <summary>A number, a YAML 1.1 base 60 number or a date; an address with its several dots is none.</summary>
    private static bool LooksLikeNumber(string text) =>
        (char.IsAsciiDigit(text[0]) || text[0] is '-' or '+' or '.')
        && text.All(c => char.IsAsciiHexDigit(c) || c is '.' or '_' or ':' or '-' or '+' or 'x' or 'o')
        && (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            || text.AsSpan(1).IndexOfAny(":-_xo") >= 0);
}
