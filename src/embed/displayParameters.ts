// The query parameters of embeds.
import { z } from 'zod'
import { themeNames } from '../content/themes.ts'
import { Accent } from '../http/accent.ts'
import { languageNames } from '../markup/language/languages.ts'
import { partNames } from '../markup/parts.ts'

/** Accepted by every embed. */
export const displayParameters = {
  lang: z
    .enum(languageNames)
    .default('en')
    .meta({ description: 'The language of the interface; content that is not written in it is marked as English.' }),
  theme: z
    .enum(themeNames)
    .optional()
    .meta({ description: 'The look; default `plain`, unless the service is set to another.' }),
  accent: Accent,
  h: z.int().min(1).max(4).default(1).meta({ description: 'The level of the first heading.' }),
}

export const Parts = z
  .array(z.enum(partNames))
  .min(1)
  .refine((parts) => new Set(parts).size === parts.length, 'must not name a part twice')
  .optional()
  .meta({
    description:
      'Which parts to show, in this order; default all that the item has. Whichever are shown, the title, source, ' +
      'licence, version and date of review are.',
    style: 'form',
    explode: false,
  })

export const ItemEmbedParameters = z.strictObject({ ...displayParameters, parts: Parts })
export type ItemEmbedParameters = z.infer<typeof ItemEmbedParameters>
