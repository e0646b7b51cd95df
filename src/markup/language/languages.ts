// The languages of the interface. To add one, write a file like en.ts and enter it here.
import { en } from './en.ts'

export type Language = typeof en

export const languages = { en } satisfies Record<string, Language>
export type LanguageName = keyof typeof languages
export const languageNames = Object.keys(languages) as [LanguageName, ...LanguageName[]]

/** The language that the content is written in: where the interface speaks another, content is marked as being in this one. */
export const CONTENT_LANGUAGE = 'en'
