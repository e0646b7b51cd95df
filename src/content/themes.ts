// The looks that an embed can be asked for, and the settings can make the default.

export const themeNames = ['plain', 'nhs-like', 'contrast'] as const
export type ThemeName = (typeof themeNames)[number]
