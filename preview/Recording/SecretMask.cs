namespace Infra.Preview.Recording;

/// <summary>
/// Determines the texts that hide a secret: those that contain a <see cref="SecretToken"/>, and those that contain the value of a secret
/// text the program created itself (a hash, an encoding, a literal). The cost of a check depends on the length of the text, not on the
/// number of secrets.
/// </summary>
internal sealed class SecretMask
{
    /// <summary>Minimum length of a value. Shorter values (`root`, `22`, `true`) occur in texts that are unrelated to the secret.</summary>
    private const int ShortestValue = 8;

    private const int Buckets = 4096;
    private const uint Factor = 16777619;
    private static readonly uint LastFactor = Power(Factor, ShortestValue - 1);

    private readonly HashSet<string> _values = new(StringComparer.Ordinal);
    private List<string>?[]? _byStart;

    /// <summary>Adds the value of a secret text.</summary>
    public void Learn(string value)
    {
        if (value.Length < ShortestValue || SecretToken.IsIn(value) || !_values.Add(value))
        {
            return;
        }
        _byStart ??= new List<string>?[Buckets];
        (_byStart[Start(value) % Buckets] ??= []).Add(value);
    }

    /// <summary>Whether a text must be masked.</summary>
    public bool Hides(string text)
        => SecretToken.IsIn(text) || (_byStart is not null && text.Length >= ShortestValue && ContainsValue(text));

    private bool ContainsValue(string text)
    {
        var hash = Start(text);
        for (var at = 0; ; at++)
        {
            if (_byStart![hash % Buckets] is { } candidates)
            {
                foreach (var value in candidates)
                {
                    if (string.CompareOrdinal(text, at, value, 0, value.Length) == 0)
                    {
                        return true;
                    }
                }
            }
            if (at + ShortestValue >= text.Length)
            {
                return false;
            }
            unchecked
            {
                hash = ((hash - (text[at] * LastFactor)) * Factor) + text[at + ShortestValue];
            }
        }
    }

    private static uint Start(string text)
    {
        uint hash = 0;
        for (var i = 0; i < ShortestValue; i++)
        {
            hash = unchecked((hash * Factor) + text[i]);
        }
        return hash;
    }

    private static uint Power(uint factor, int exponent)
    {
        uint power = 1;
        for (var i = 0; i < exponent; i++)
        {
            power = unchecked(power * factor);
        }
        return power;
    }
}
