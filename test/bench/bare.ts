// A bare Fastify route that sends ready-made bodies with the headers that the product sends with them: the measure of all others.
import Fastify from 'fastify'

export type Ready = { headers: Record<string, string>; body: string }

let warm: Ready[] = []
let cold: Ready[] = []
let next = 0

const app = Fastify()
app.get('/warm/:n', (request, reply) => {
  const { headers, body } = warm[Number((request.params as { n: string }).n)] as Ready
  reply.headers(headers).send(body)
})
app.post('/warm/:n', (request, reply) => {
  const { headers, body } = warm[Number((request.params as { n: string }).n)] as Ready
  reply.headers(headers).send(body)
})
const oneOfCold = (_request: unknown, reply: import('fastify').FastifyReply) => {
  const { headers, body } = cold[next++ % cold.length] as Ready
  reply.headers(headers).send(body)
}
app.get('/cold', oneOfCold)
app.post('/cold', oneOfCold)
const address = await app.listen({ host: '127.0.0.1', port: 0 })

process.on('message', (message: { warm: Ready[]; cold: Ready[] } | 'count') => {
  if (message !== 'count') [warm, cold] = [message.warm, message.cold]
  const { user, system } = process.cpuUsage()
  process.send?.({ busy: user + system })
})
process.on('disconnect', () => process.exit())
process.send?.({ address })
