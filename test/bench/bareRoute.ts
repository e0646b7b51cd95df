// A bare Fastify route that sends ready bytes with the headers of the service's response: what everything is compared with.
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify'

export type PreparedResponse = { headers: Record<string, string>; body: Buffer }

let warm: PreparedResponse[] = []
let cold: PreparedResponse[] = []
let next = 0

function sendWarm(request: FastifyRequest<{ Params: { n: string } }>, reply: FastifyReply): void {
  const { headers, body } = warm[Number(request.params.n)] as PreparedResponse
  reply.headers(headers).send(body)
}
function sendCold(_request: unknown, reply: FastifyReply): void {
  const { headers, body } = cold[next++ % cold.length] as PreparedResponse
  reply.headers(headers).send(body)
}

const app = Fastify()
app.get('/warm/:n', sendWarm)
app.post('/warm/:n', sendWarm)
app.get('/cold', sendCold)
app.post('/cold', sendCold)
const address = await app.listen({ host: '127.0.0.1', port: 0 })

const toBuffer = ({ headers, body }: PreparedResponse): PreparedResponse => ({ headers, body: Buffer.from(body) })

process.on('message', (message: { warm: PreparedResponse[]; cold: PreparedResponse[] } | 'counters') => {
  // A message holds bytes as Uint8Array.
  if (message !== 'counters') [warm, cold] = [message.warm.map(toBuffer), message.cold.map(toBuffer)]
  const { user, system } = process.cpuUsage()
  process.send?.({ cpuMicros: user + system })
})
process.on('disconnect', () => process.exit())
process.send?.({ address })
