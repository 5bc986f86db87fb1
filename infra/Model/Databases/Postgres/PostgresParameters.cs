using System.Globalization;
using Infra.Model.Loading;

namespace Infra.Model;

/// <summary>
/// Server parameters of PostgreSQL: those that the operator keeps for itself, and the values that the server reads. A parameter that the
/// pinned list does not have (<c>postgres-parameters.txt</c>), of an extension or of another version, may have any value.
/// </summary>
public static class PostgresParameters
{
    /// <summary>Name of the parameter for the number of connections.</summary>
    public const string Connections = "max_connections";

    /// <summary>Name of the parameter for what a commit waits for.</summary>
    public const string SynchronousCommit = "synchronous_commit";

    private const string None = "-";
    private const string ListFile = "model/postgres-parameters.txt";
    private const int NearLetters = 2;
    private const string Locale = "^([Cc]|POSIX|[Cc]\\.[A-Za-z0-9-]+|[A-Za-z]{2,3}(_[A-Za-z]{2})?(\\.[A-Za-z0-9-]+)?(@[A-Za-z]+)?)?$";
    private const string Place = "^[a-z0-9_+-]+(/[a-z0-9_+-]+)?$";

    // Hours, or a zone of POSIX: EST5EDT, <+08>-8.
    private const string Offset = "^([+-]?[0-9]{1,2}(\\.[0-9]+)?|([a-z]{3,}|<[a-z0-9+-]+>)[+-]?[0-9][a-z0-9:,./<>+-]*)$";

    // FixedConfigurationParameters in pkg/postgres/configuration.go of CloudNativePG 1.30, and allow_alter_system, which it always sets.
    private static readonly string[] Fixed =
    [
        "allow_alter_system", "allow_system_table_mods", "archive_cleanup_command", "archive_command", "archive_mode", "bonjour",
        "bonjour_name", "cluster_name", "config_file", "data_directory", "data_sync_retry", "event_source", "external_pid_file",
        "hba_file", "hot_standby", "ident_file", "jit_provider", "listen_addresses", "log_destination", "log_directory", "log_file_mode",
        "log_filename", "log_rotation_age", "log_rotation_size", "log_truncate_on_rotation", "logging_collector",
        "pg_failover_slots.primary_dsn", "pg_failover_slots.standby_slot_names", "port", "primary_conninfo", "primary_slot_name",
        "promote_trigger_file", "recovery_end_command", "recovery_min_apply_delay", "recovery_target", "recovery_target_action",
        "recovery_target_inclusive", "recovery_target_lsn", "recovery_target_name", "recovery_target_time", "recovery_target_timeline",
        "recovery_target_xid", "restart_after_crash", "restore_command", "shared_preload_libraries", "ssl", "ssl_ca_file",
        "ssl_cert_file", "ssl_crl_file", "ssl_dh_params_file", "ssl_ecdh_curve", "ssl_key_file", "ssl_passphrase_command",
        "ssl_passphrase_command_supports_reload", "ssl_prefer_server_ciphers", "stats_temp_directory", "synchronized_standby_slots",
        "synchronous_standby_names", "syslog_facility", "syslog_ident", "syslog_sequence_numbers", "syslog_split_messages",
        "temp_tablespaces", "unix_socket_directories", "unix_socket_group", "unix_socket_permissions",
    ];

    private static readonly string[] Booleans = ["on", "off", "true", "false", "yes", "no"];

    // Factors to bytes, and to microseconds (PostgreSQL documentation, setting parameters: names are case-sensitive).
    private static readonly Dictionary<string, double> Sizes = new(StringComparer.Ordinal)
    {
        ["B"] = 1,
        ["kB"] = 1024,
        ["8kB"] = 8192,
        ["MB"] = 1048576,
        ["GB"] = 1073741824,
        ["TB"] = 1099511627776,
    };

    private static readonly Dictionary<string, double> Times = new(StringComparer.Ordinal)
    {
        ["us"] = 1,
        ["ms"] = 1e3,
        ["s"] = 1e6,
        ["min"] = 6e7,
        ["h"] = 3.6e9,
        ["d"] = 8.64e10,
    };

    // The words of a date style, PostgreSQL documentation, date/time input.
    private static readonly string[] DateStyles =
        ["iso", "sql", "postgres", "german", "ymd", "dmy", "mdy", "us", "euro", "european", "noneuropean", "default"];

    // Areas of the time zone database, and its zones without an area.
    private static readonly string[] Areas =
    [
        "africa", "america", "antarctica", "arctic", "asia", "atlantic", "australia", "brazil", "canada", "chile", "etc", "europe",
        "indian", "mexico", "pacific", "us",
    ];

    private static readonly string[] Zones =
    [
        "cet", "cuba", "eet", "egypt", "eire", "est", "factory", "gb", "gb-eire", "gmt", "greenwich", "hongkong", "hst", "iceland", "iran",
        "israel", "jamaica", "japan", "kwajalein", "libya", "localtime", "met", "mst", "navajo", "nz", "nz-chat", "poland", "portugal",
        "posixrules", "prc", "roc", "rok", "singapore", "turkey", "uct", "universal", "utc", "w-su", "wet", "zulu",
    ];

    /// <summary>Whether the operator refuses the parameter, because it sets it itself. Names are compared as the server does.</summary>
    public static bool IsFixed(string name) => Array.Exists(Fixed, known => known.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The harm that a value does to every server of this platform, in words; null for none.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="value">The value.</param>
    public static string? Harm(string name, string value)
    {
        var text = value.Trim();
        return name.ToLowerInvariant() switch
        {
            "fsync" or "full_page_writes" when IsOff(text) => "can destroy the data when a node fails",
            "wal_level" when text.Equals("minimal", StringComparison.OrdinalIgnoreCase) => "writes too little for replicas and the archive",
            "max_wal_senders" or "max_replication_slots" when text == "0" => "lets no replica follow",
            "default_transaction_read_only" when !IsOff(text) => "makes every database read-only",
            "archive_library" when text.Length > 0 => "takes the archive away from CloudNativePG",
            "huge_pages" when IsOn(text) => "lets no server start: its pods have no huge pages",
            "zero_damaged_pages" or "ignore_invalid_pages" when !IsOff(text) => "deletes data that is damaged",
            "session_replication_role" when text.Equals("replica", StringComparison.OrdinalIgnoreCase) => "switches foreign keys off",
            _ => null,
        };
    }

    /// <summary>The parameter that was probably meant by a name that is one or two letters away from it; null for any other name.</summary>
    /// <param name="name">The written name.</param>
    public static string? Misspelt(string name)
    {
        if (name.Contains('.', StringComparison.Ordinal) || Find(name) is not null)
        {
            return null;
        }

        foreach (var line in EmbeddedFile.Read(ListFile).AsSpan().EnumerateLines())
        {
            if (line.IndexOf(' ') is var end and > 0 && line[0] != '#' && Hint.Distance(name, line[..end].ToString()) <= NearLetters)
            {
                return line[..end].ToString();
            }
        }

        return null;
    }

    private static bool IsOn(string text) => IsBoolean(text) && !IsOff(text);

    /// <summary>Whether a value switches a parameter off.</summary>
    /// <param name="text">The value, without blanks around it.</param>
    public static bool IsOff(string text) =>
        text == "0" || (text.Length > 1 || text is "f" or "F" or "n" or "N")
        && Array.Exists(["off", "false", "no"], word => word.StartsWith(text, StringComparison.OrdinalIgnoreCase));

    /// <summary>The values that the server reads for a parameter, in words; null where it reads this one.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="value">The value.</param>
    public static string? Expected(string name, string value)
    {
        if (Find(name) is not { } known)
        {
            return null;
        }

        var text = value.Trim();
        return known.Type switch
        {
            "bool" => IsBoolean(text) ? null : "on or off",
            "enum" => IsWord(known.Words, text) ? null : $"one of {string.Join(", ", known.Words)}",
            "integer" or "real" => IsNumber(known, text) ? null : InWords(known),
            "internal" => "none: it is fixed when the server is built",
            _ => ExpectedText(name.ToLowerInvariant(), text),
        };
    }

    /// <summary>The number that a value is, in the parameter's own unit; null where it is none.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="value">The value.</param>
    public static double? NumberOf(string name, string value) =>
        Find(name) is { } known ? NumberOf(known, value.Trim()) : TryNumber(value.Trim(), out var number) ? number : null;

    /// <summary>The spelling that the server lists a parameter under; null for one that the pinned list does not have.</summary>
    /// <param name="name">The parameter, in capitals or not.</param>
    public static string? Spelling(string name) => Find(name)?.Name;

    /// <summary>Whether a commit returns before a replica has received it.</summary>
    /// <param name="value">Value of <see cref="SynchronousCommit"/>.</param>
    public static bool IgnoresReplicas(string value) =>
        IsOff(value.Trim()) || value.Trim().Equals("local", StringComparison.OrdinalIgnoreCase);

    private static Parameter? Find(string name)
    {
        foreach (var line in EmbeddedFile.Read(ListFile).AsSpan().EnumerateLines())
        {
            if (line.Length > name.Length && line[name.Length] == ' ' && line.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                var fields = line.ToString().Split(' ');
                return new(fields[0], fields[1], fields[2], fields[3], fields[4], fields[5].Replace('+', ' ').Split(','));
            }
        }

        return null;
    }

    // The server reads each word from as many letters as tell it from the others.
    private static bool IsBoolean(string text) => text is "1" or "0"
        || (text.Length > 0 && !text.Equals("o", StringComparison.OrdinalIgnoreCase)
            && Array.Exists(Booleans, word => word.StartsWith(text, StringComparison.OrdinalIgnoreCase)));

    // A word list with a switch in it takes each way to write the switch, and levels of messages have the old word debug.
    private static bool IsWord(string[] words, string text) =>
        Array.Exists(words, word => word.Equals(text, StringComparison.OrdinalIgnoreCase))
        || (Array.IndexOf(words, "off") >= 0 && IsBoolean(text))
        || (Array.IndexOf(words, "debug1") >= 0 && text.Equals("debug", StringComparison.OrdinalIgnoreCase));

    private static bool IsNumber(Parameter known, string text) =>
        NumberOf(known, text) is { } number
        && number >= double.Parse(known.Least, CultureInfo.InvariantCulture)
        && number <= double.Parse(known.Most, CultureInfo.InvariantCulture);

    private static double? NumberOf(Parameter known, string text)
    {
        var end = text.Length;
        while (end > 0 && char.IsAsciiLetter(text[end - 1]) && !IsHexadecimal(text))
        {
            end--;
        }

        if (!TryNumber(text[..end].TrimEnd(), out var number) || Factor(known.Unit, text[end..]) is not { } factor)
        {
            return null;
        }

        return known.Type == "integer" ? Math.Round(number * factor) : number * factor;
    }

    // Texts that the server checks itself: with another one it does not start.
    private static string? ExpectedText(string name, string text) => name switch
    {
        "timezone" or "log_timezone" => IsZone(text) ? null : "a name of the time zone database, like Europe/Berlin, or UTC",
        "lc_messages" or "lc_monetary" or "lc_numeric" or "lc_time" =>
            Expressions.IsMatch(Locale, text) ? null : "a locale of its image, like C, en_US.UTF-8 or zh_CN.UTF-8",
        "datestyle" => Array.TrueForAll(text.ToLowerInvariant().Split(',', ' '), word => word.Length == 0 || DateStyles.Contains(word))
            ? null : "a style and an order, like ISO, DMY",
        _ => null,
    };

    private static bool IsZone(string text)
    {
        var zone = text.ToLowerInvariant();
        var slash = zone.IndexOf('/', StringComparison.Ordinal);
        return slash > 0
            ? Areas.Contains(zone[..slash]) && Expressions.IsMatch(Place, zone[(slash + 1)..])
            : Zones.Contains(zone) || Expressions.IsMatch(Offset, zone);
    }

    private static bool IsHexadecimal(string text) => text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);

    private static bool TryNumber(string text, out double number)
    {
        if (IsHexadecimal(text)
            && long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var whole))
        {
            number = whole;
            return true;
        }

        return double.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out number) && double.IsFinite(number);
    }

    /// <summary>The factor from a written unit to that of the parameter; null for a unit of another kind.</summary>
    private static double? Factor(string unit, string written) => written.Length == 0 ? 1
        : Sizes.TryGetValue(unit, out var size) && Sizes.TryGetValue(written, out var bytes) ? bytes / size
        : Times.TryGetValue(unit, out var time) && Times.TryGetValue(written, out var microseconds) ? microseconds / time
        : null;

    private static string InWords(Parameter known)
    {
        var kind = known.Type == "integer" ? "a whole number" : "a number";
        var unit = Sizes.ContainsKey(known.Unit) ? $" of {known.Unit}, or one with kB, MB or GB"
            : known.Unit != None ? $" of {known.Unit}, or one with ms, s, min, h or d"
            : "";
        return $"{kind} from {known.Least} to {known.Most}{unit}";
    }

    private readonly record struct Parameter(string Name, string Type, string Unit, string Least, string Most, string[] Words);
}
