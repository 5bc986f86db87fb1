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

    private const string None = "-";
    private const string ListFile = "model/postgres-parameters.txt";
    private const int NearLetters = 2;

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

    private static bool IsOff(string text) =>
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
            _ => null,
        };
    }

    private static Parameter? Find(string name)
    {
        foreach (var line in EmbeddedFile.Read(ListFile).AsSpan().EnumerateLines())
        {
            if (line.Length > name.Length && line[name.Length] == ' ' && line.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                var fields = line.ToString().Split(' ');
                return new(fields[1], fields[2], fields[3], fields[4], fields[5].Replace('+', ' ').Split(','));
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

    private static bool IsNumber(Parameter known, string text)
    {
        var end = text.Length;
        while (end > 0 && char.IsAsciiLetter(text[end - 1]) && !IsHexadecimal(text))
        {
            end--;
        }

        if (!TryNumber(text[..end].TrimEnd(), out var number) || Factor(known.Unit, text[end..]) is not { } factor)
        {
            return false;
        }

        number *= factor;
        if (known.Type == "integer")
        {
            number = Math.Round(number);
        }

        return number >= double.Parse(known.Least, CultureInfo.InvariantCulture)
            && number <= double.Parse(known.Most, CultureInfo.InvariantCulture);
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

    private readonly record struct Parameter(string Type, string Unit, string Least, string Most, string[] Words);
}
