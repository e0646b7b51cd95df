// What axe finds on a page: WCAG 2.2 A and AA, and best practice.
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { themeNames } from '../../src/content/themes.ts'

type Run = { violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[]; passes: unknown[] }

const everything = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'],
}
/** The rules that look at colours. */
const ofColours = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }

/** The page must be opened with its policy off, which would refuse axe. */
export async function findings(page: Page, excused: readonly string[] = [], runOnly = everything): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const { violations, passes } = await page.evaluate(
    (asked) =>
      (window as unknown as { axe: { run(options: object): Promise<Run> } }).axe.run({
        runOnly: asked,
        resultTypes: ['violations'],
      }),
    runOnly,
  )
  if (passes.length < (runOnly === everything ? 10 : 1)) throw new Error('axe looked at next to nothing')
  return violations
    .filter(({ id }) => !excused.includes(id))
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`),
    )
}

/** In every theme; a theme sets colours and nothing else, so that in all but one of them only the rules that look at colours are run. */
export async function findingsInThemes(page: Page, excused: readonly string[] = []): Promise<string[]> {
  const found: string[] = []
  for (const [i, theme] of themeNames.entries()) {
    await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme)
    found.push(
      ...(await findings(page, excused, i === 0 ? everything : ofColours)).map((finding) => `${theme}: ${finding}`),
    )
  }
  return found
}
