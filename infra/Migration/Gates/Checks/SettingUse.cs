namespace Infra.Migration;

/// <summary>Use that a check makes of a setting of its criterion.</summary>
public enum SettingUse
{
    /// <summary>Not read, so that it must not be written.</summary>
    None,

    /// <summary>Read where it is written.</summary>
    Optional,

    /// <summary>Required.</summary>
    Required,
}
