// The languages of the interface. To add one, write a file like en.ts and enter it here.
import { en } from './en.ts'

export type Language = typeof en

export const languages = { en } satisfies Record<string, Language>
export type LanguageName = keyof typeof languages
export const languageNames = Object.keys(languages) as [LanguageName, ...LanguageName[]]

/** The language of the content, which is marked as such where the interface is in another. */
export const CONTENT_LANGUAGE = 'en'
