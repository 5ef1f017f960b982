import * as simpleIcons from 'simple-icons'
import { expect, it } from 'vitest'

import { logos } from './logos'

const known: Record<string, { hex: string; path: string } | undefined> = simpleIcons

it.each([...logos])('%s has the logo of simple-icons', (_, { icon, hex, path }) => {
  expect(known[icon]).toMatchObject({ hex, path })
})
