using System.Buffers;
using System.Text;
using System.Text.Json;
using DiffPlex;
using Infra.Preview.Graph;

namespace Infra.Preview.Diff;

/// <summary>Compares texts line by line.</summary>
internal static class TextDiff
{
    private const int Context = 2;

    /// <summary>
    /// Lines that differ, with two lines of context. JSON documents are compared in one layout. Empty for equal texts, and where neither
    /// text has several lines or is a JSON document.
    /// </summary>
    /// <param name="old">Former text.</param>
    /// <param name="text">New text.</param>
    public static IReadOnlyList<TextLine> Between(string old, string text)
    {
        if (old == text)
        {
            return [];
        }
        if (Indented(old) is { } oldDocument && Indented(text) is { } document)
        {
            return Lines(oldDocument, document);
        }
        return old.Contains('\n', StringComparison.Ordinal) || text.Contains('\n', StringComparison.Ordinal) ? Lines(old, text) : [];
    }

    private static List<TextLine> Lines(string old, string text)
    {
        var diff = Differ.Instance.CreateDiffs(old, text, ignoreWhiteSpace: false, ignoreCase: false, LineFeedChunker.Instance);
        var lines = new List<TextLine>();
        var shown = 0;
        for (var i = 0; i < diff.DiffBlocks.Count; i++)
        {
            var block = diff.DiffBlocks[i];
            var start = Math.Max(shown, block.InsertStartB - Context);
            AddGap(lines, start - shown);
            AddLines(lines, ' ', diff.PiecesNew, start, block.InsertStartB);
            AddLines(lines, '-', diff.PiecesOld, block.DeleteStartA, block.DeleteStartA + block.DeleteCountA);
            shown = block.InsertStartB + block.InsertCountB;
            AddLines(lines, '+', diff.PiecesNew, block.InsertStartB, shown);
            var next = i + 1 < diff.DiffBlocks.Count ? diff.DiffBlocks[i + 1].InsertStartB : diff.PiecesNew.Count;
            var end = Math.Min(next, shown + Context);
            AddLines(lines, ' ', diff.PiecesNew, shown, end);
            shown = end;
        }
        AddGap(lines, lines.Count == 0 ? 0 : diff.PiecesNew.Count - shown);
        return lines;
    }

    private static void AddLines(List<TextLine> lines, char mark, IReadOnlyList<string> pieces, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            lines.Add(new(mark, pieces[i]));
        }
    }

    private static void AddGap(List<TextLine> lines, int count)
    {
        if (count > 0)
        {
            lines.Add(new('@', count == 1 ? "1 line" : $"{count} lines"));
        }
    }

    /// <summary>A JSON map or list in the layout of one value a line; null for another text.</summary>
    private static string? Indented(string text)
    {
        if (!TextDocument.MayBeJson(text))
        {
            return null;
        }
        try
        {
            using var document = JsonDocument.Parse(text);
            var buffer = new ArrayBufferWriter<byte>(2 * text.Length);
            using (var writer = new Utf8JsonWriter(buffer, JsonOutput.Layout))
            {
                document.RootElement.WriteTo(writer);
            }
            return Encoding.UTF8.GetString(buffer.WrittenSpan);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Splits at line feeds alone, so that a changed carriage return is a changed line.</summary>
    private sealed class LineFeedChunker : IChunker
    {
        public static LineFeedChunker Instance { get; } = new();

        public IReadOnlyList<string> Chunk(string text)
        {
            var lines = text.Split('\n');
            return lines[^1].Length == 0 ? lines[..^1] : lines;
        }
    }
}
