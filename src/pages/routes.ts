// The pages for people. What a page's address begins with stands in http/places.ts.
import type { FastifyPluginAsync } from 'fastify'
import type { ThemeName } from '../content/themes.ts'
import { itemPages } from './item.ts'

export function pages({ theme }: { theme: ThemeName }): FastifyPluginAsync {
  return async (app) => {
    await app.register(itemPages({ theme }))
  }
}
