// What axe finds on a page: WCAG 2.2 A and AA, and best practice.
import axe from 'axe-core'
import type { Page } from 'playwright-core'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']

/** The page must be opened with its policy off, which would refuse axe. */
export async function findings(page: Page, excused: readonly string[] = []): Promise<string[]> {
  await page.evaluate(axe.source)
  const { violations, passes } = await page.evaluate((values) => (window as unknown as { axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[]; passes: unknown[] }> } }).axe.run({ runOnly: { type: 'tag', values } }), tags)
  if (passes.length < 10) throw new Error('axe looked at next to nothing')
  return violations.filter(({ id }) => !excused.includes(id)).flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`))
}
