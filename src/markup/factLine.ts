// What distinguishes an item in a list, in a line.
import type { Item } from '../content/kinds.ts'
import { type Html, html, nothing } from './html.ts'
import { inLanguage, type Setting } from './setting.ts'

export function factLine(setting: Setting, item: Item): Html {
  const { language } = setting
  const words = language.values
  const facts = ((): string[] => {
    switch (item.kind) {
      case 'tool':
        return [
          ...(item.aliases.length > 0 ? [`${language.facts.aliases} ${language.joinedByCommas(item.aliases)}`] : []),
          ...(item.origin === 'methodology' ? [language.collection.brought] : []),
        ]
      case 'activity':
        return [words[item.type] ?? item.type]
      case 'mapping':
        return [
          language.mapping.relations[item.relation][0],
          ...(item.strength === null ? [] : [language.mapping.strengths[item.strength]]),
          language.basis[item.basis] ?? item.basis,
        ]
      case 'worksheet':
        return [words[item.form] ?? item.form]
      default:
        return []
    }
  })()
  return facts.length === 0
    ? nothing
    : html`<p class="facts-line"${inLanguage(setting)}>${facts.join(' · ')}</p>
`
}
