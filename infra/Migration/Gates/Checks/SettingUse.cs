namespace Infra.Migration;

/// <summary>Use that a check makes of a setting of its criterion.</summary>
public enum SettingUse
{
    /// <summary>Nothing reads it, so it must not be written.</summary>
    None,

    /// <summary>It may be written.</summary>
    Optional,

    /// <summary>It must be written.</summary>
    Required,
}
