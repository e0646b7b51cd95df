// Renders Markdown to sanitised HTML, once, when a release is baked.
import MarkdownIt from 'markdown-it'
import sanitizeHtml from 'sanitize-html'
import type { Prose } from '../content/guidance.ts'

// Raw HTML is escaped.
const markdown = new MarkdownIt('commonmark', { html: false })

const sanitizeOptions: sanitizeHtml.IOptions = {
  allowedTags: [
    'p',
    'em',
    'strong',
    'code',
    'pre',
    'ul',
    'ol',
    'li',
    'a',
    'blockquote',
    'br',
    'hr',
    'table',
    'thead',
    'tbody',
    'tr',
    'th',
    'td',
  ],
  allowedAttributes: { a: ['href'], ol: ['start'] },
  allowedSchemes: ['https', 'http', 'mailto'],
  allowProtocolRelative: false,
}

export function renderMarkdown(text: string): Prose {
  return { markdown: text, html: sanitizeHtml(markdown.render(text), sanitizeOptions).trim() }
}
