using System.Globalization;
using Infra.Model;

namespace Infra.Compose;

/// <summary>Amounts and lengths of time as Compose writes them.</summary>
public static class ComposeUnits
{
    private const decimal Kibibyte = 1024m;
    private const decimal Mebibyte = Kibibyte * 1024;

    /// <summary>Cores as a decimal number: <c>500m</c> is <c>0.5</c>.</summary>
    /// <param name="cpu">The amount.</param>
    public static string Cpu(Quantity cpu) => cpu.Value.ToString("0.#########", CultureInfo.InvariantCulture);

    /// <summary>
    /// Bytes, exactly: <c>256Mi</c> is <c>256M</c>, as the units of Compose are powers of 1024
    /// (https://github.com/docker/go-units/blob/master/size.go, RAMInBytes).
    /// </summary>
    /// <param name="memory">The amount.</param>
    public static string Memory(Quantity memory) => memory.Value switch
    {
        var bytes when bytes % Mebibyte == 0 => Text(bytes / Mebibyte) + "M",
        var bytes when bytes % Kibibyte == 0 => Text(bytes / Kibibyte) + "K",
        var bytes => Text(bytes) + "b",
    };

    /// <summary>A length of time in seconds, or in milliseconds below one: Compose knows no days.</summary>
    /// <param name="time">The length.</param>
    public static string Time(Duration time) =>
        time.Value.Milliseconds == 0 ? Seconds((int)time.Value.TotalSeconds) : $"{Text((decimal)time.Value.TotalMilliseconds)}ms";

    /// <summary>A number of seconds.</summary>
    /// <param name="seconds">The number.</param>
    public static string Seconds(int seconds) => $"{Text(seconds)}s";

    private static string Text(decimal number) => number.ToString("0", CultureInfo.InvariantCulture);
}
