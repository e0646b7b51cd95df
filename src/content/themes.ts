// The themes of embeds and pages.

export const themeNames = ['plain', 'nhs-like', 'contrast'] as const
export type ThemeName = (typeof themeNames)[number]
