// FHIR R4: every code system and concept map is valid, and has every reviewed mapping once.
import { Fhir } from 'fhir'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Content } from '../../src/content/content.ts'
import { realContent, type Served, serve } from '../support/app.ts'
import { getJson } from '../support/client.ts'
import { reviewed } from './support.ts'

type Target = { code?: string; display?: string; equivalence: string; comment: string }
type Group = { source: string; target: string; element: { code: string; display: string; target: Target[] }[] }

const fhir = new Fhir()
let served: Served
let content: Content
let systems: any
let maps: any
beforeAll(async () => {
  content = realContent()
  served = await serve([content])
  systems = await getJson(served.app, '/fhir/CodeSystem')
  maps = await getJson(served.app, '/fhir/ConceptMap')
})
afterAll(() => served.close())

const BASE = 'http://127.0.0.1:3000/fhir'
const methodologies = [...realContent().items.methodology.keys()].sort()
const pairs = methodologies.flatMap((a, i) => methodologies.slice(i + 1).map((b) => `${a}-and-${b}`))
const idsOf = (bundle: any): string[] => bundle.entry.map((entry: any) => entry.resource.id)
const mistakes = (resource: object) =>
  fhir
    .validate(resource, { errorOnUnexpected: true })
    .messages.filter(({ severity }) => severity === 'error' || severity === 'fatal')

test('the validator detects a mistake', () => {
  expect(mistakes({ ...systems.entry[0].resource, status: 'begun', colour: 'blue' }).length).toBe(2)
  expect(
    mistakes({
      resourceType: 'ConceptMap',
      status: 'active',
      group: [{ element: [{ target: [{ equivalence: 'broader' }] }] }],
    }).length,
  ).toBe(1)
})

test('both bundles are valid R4, and have every resource', () => {
  expect([mistakes(systems), mistakes(maps)]).toEqual([[], []])
  expect(idsOf(systems)).toEqual(['toolkit', ...methodologies])
  expect(idsOf(maps).sort()).toEqual(
    [...methodologies.map((id) => `toolkit-to-${id}`), 'toolkit-to-toolkit', ...pairs].sort(),
  )
  expect([systems.total, maps.total]).toEqual([systems.entry.length, maps.entry.length])
})

test('each resource is valid R4, has its own address, and equals the one in the bundle', async () => {
  let seen = 0
  for (const { fullUrl, resource } of [...systems.entry, ...maps.entry]) {
    const path = `/fhir/${resource.resourceType}/${resource.id}`
    expect([fullUrl, resource.url, resource.version]).toEqual([
      `http://127.0.0.1:3000${path}`,
      `http://127.0.0.1:3000${path}`,
      '2026.1',
    ])
    const response = await served.app.inject(path)
    expect(response.headers['content-type']).toBe('application/fhir+json; charset=utf-8')
    expect(response.json()).toEqual(resource)
    expect(mistakes(resource)).toEqual([])
    expect(resource.id).toMatch(/^[A-Za-z0-9.-]{1,64}$/)
    seen++
  }
  expect(seen).toBeGreaterThanOrEqual(11)
})

test('a code system has each item as a code, and their number', () => {
  const codes = Object.fromEntries(
    systems.entry.map(({ resource }: any) => [resource.id, resource.concept.map(({ code }: any) => code)]),
  )
  const ofKinds = (['strand', 'question', 'activity', 'tool'] as const).flatMap((kind) =>
    [...content.items[kind].keys()].map((slug) => `${kind}:${slug}`),
  )
  expect(codes.toolkit.sort()).toEqual(ofKinds.sort())
  for (const id of methodologies)
    expect(codes[id].sort()).toEqual(
      [...content.items.element.keys()].filter((element) => element.startsWith(`${id}:`)).sort(),
    )
  for (const { resource } of systems.entry)
    expect([resource.count, resource.content]).toEqual([resource.concept.length, 'complete'])
})

test('every reviewed mapping is in the concept maps once, with its reason, and a none is unmatched', () => {
  const equivalences: Record<string, string> = {
    exact: 'equivalent',
    close: 'inexact',
    broader: 'wider',
    narrower: 'narrower',
    related: 'relatedto',
    none: 'disjoint',
  }
  const groups: Group[] = maps.entry.flatMap(({ resource }: any) => resource.group ?? [])
  const actual = groups.flatMap(({ target: system, element }) =>
    element.flatMap(({ code, target }) =>
      target.map((found) => ({
        pair: `${code} ${found.code ?? `methodology:${system.split('/').at(-1)}`}`,
        equivalence: found.equivalence,
        comment: found.comment,
      })),
    ),
  )
  const expected = reviewed(content).map(([, { subject, object, relation, strength, reason }]) => ({
    pair: `${subject} ${object}`,
    equivalence: object.startsWith('methodology:') ? 'unmatched' : (equivalences[relation] ?? 'relatedto'),
    comment: strength === undefined ? reason : `${reason} (${relation}, ${strength})`,
  }))
  const byPair = (a: { pair: string }, b: { pair: string }) => (a.pair < b.pair ? -1 : 1)
  expect(actual.sort(byPair)).toEqual(expected.sort(byPair))
  expect(actual.length).toBeGreaterThan(1000)
  expect(actual.filter(({ equivalence }) => equivalence === 'unmatched').length).toBeGreaterThan(20)
})

test('the codes of a group are codes of its two systems', () => {
  const codes = new Map<string, Set<string>>(
    systems.entry.map(({ resource }: any) => [resource.url, new Set(resource.concept.map(({ code }: any) => code))]),
  )
  let seen = 0
  for (const { resource } of maps.entry) {
    for (const { source, target, element } of resource.group as Group[]) {
      for (const item of element) {
        expect(codes.get(source)?.has(item.code), item.code).toBe(true)
        for (const { code } of item.target)
          if (code !== undefined) expect(codes.get(target)?.has(code), code).toBe(true)
        seen += item.target.length
      }
    }
  }
  expect(seen).toBe(reviewed(content).length)
})

test.each([
  ['/fhir/Patient', 404, 'not-found'],
  ['/fhir/Patient/1', 404, 'not-found'],
  ['/fhir/CodeSystem/leam', 404, 'not-found'],
  ['/fhir/ConceptMap/toolkit-to-learn', 404, 'not-found'],
  ['/fhir/codesystem', 404, 'not-found'],
  ['/fhir/ConceptMap?release=1999.1', 400, 'invalid'],
  ['/fhir/CodeSystem?_format=xml', 400, 'invalid'],
])('%s is answered by an OperationOutcome', async (path, status, code) => {
  const response = await served.app.inject(path)
  expect([response.statusCode, response.headers['content-type']]).toEqual([
    status,
    'application/fhir+json; charset=utf-8',
  ])
  const outcome = response.json()
  expect(outcome).toEqual({
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code, diagnostics: expect.stringMatching(/\S/) }],
  })
  expect(mistakes(outcome)).toEqual([])
  expect(outcome.issue[0].diagnostics).not.toContain(BASE)
})

test('the nearest id is named', async () => {
  expect((await served.app.inject('/fhir/CodeSystem/leam')).json().issue[0].diagnostics).toContain(
    'Did you mean "lean"?',
  )
})
