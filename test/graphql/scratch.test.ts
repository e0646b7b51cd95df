import { test } from 'vitest'
import { ask, realContent, serve } from '../support/app.ts'
test('explore', async () => {
  const s = await serve([realContent()], { environment: { LOG_LEVEL: 'error' } })
  const { app } = s
  for (const q of ['{ node(id: "constructor:x") { id } }', '{ tools(filter: {strand: ["problm"]}) { totalCount } }', '{ search(q: "a", kind: ["constructor"]) { totalCount } }', '{ nodes(ids: ["constructor:x"]) { id } }'])
  for (let i = 0; i < 4; i++) console.log(JSON.stringify(await ask(app, q)))
  await s.close()
})
