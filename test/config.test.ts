// The settings of embeds: their frame ancestors and theme.
import { expect, test } from 'vitest'
import { parseConfig } from '../src/config.ts'

test.each([
  '*',
  "'none'",
  "'self'",
  'https://intranet.example.nhs.uk',
  "https://*.sharepoint.com  'self' http://moodle:8080 wiki.example.org",
])('EMBED_FRAME_ANCESTORS may be %s', (value) => {
  expect(parseConfig({ EMBED_FRAME_ANCESTORS: value }).embedFrameAncestors).toBe(value.replace('  ', ' '))
})

test.each([
  'self',
  "'unsafe-inline'",
  'https://a.example; script-src *',
  'https://a.example,https://b.example',
  'https://a.example/path',
  'javascript:x',
  '* https://a.example',
  'https://a.example\r\nx: y;',
])('EMBED_FRAME_ANCESTORS may not be %s', (value) => {
  expect(() => parseConfig({ EMBED_FRAME_ANCESTORS: value })).toThrow(
    /EMBED_FRAME_ANCESTORS must be \* or hosts with spaces between them/,
  )
})

test('EMBED_THEME is one of the themes', () => {
  expect(parseConfig({}).embedTheme).toBe('plain')
  expect(parseConfig({ EMBED_THEME: 'contrast' }).embedTheme).toBe('contrast')
  expect(() => parseConfig({ EMBED_THEME: 'dark' })).toThrow(
    'EMBED_THEME must be one of plain, nhs-like, contrast (got "dark")',
  )
})
