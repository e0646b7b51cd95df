// Violations that axe finds: WCAG 2.2 A and AA, and best practice.
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { themeNames } from '../../src/content/themes.ts'

type Run = { violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[]; passes: unknown[] }

const allRules = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'],
}
const colourRules = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }

/** The page must be opened with `bypassCSP`, since its CSP would block axe. */
export async function findings(page: Page, excused: readonly string[] = [], runOnly = allRules): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const { violations, passes } = await page.evaluate(
    (options) =>
      (window as unknown as { axe: { run(options: object): Promise<Run> } }).axe.run({
        runOnly: options,
        resultTypes: ['violations'],
      }),
    runOnly,
  )
  if (passes.length < (runOnly === allRules ? 10 : 1)) throw new Error('axe checked next to nothing')
  return violations
    .filter(({ id }) => !excused.includes(id))
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`),
    )
}

/** In every theme. Themes differ only in colours, so that all rules are run in the first, and colour rules in the others. */
export async function findingsInThemes(page: Page, excused: readonly string[] = []): Promise<string[]> {
  const found: string[] = []
  for (const [i, theme] of themeNames.entries()) {
    await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme)
    found.push(
      ...(await findings(page, excused, i === 0 ? allRules : colourRules)).map((finding) => `${theme}: ${finding}`),
    )
  }
  return found
}
