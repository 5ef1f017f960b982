import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'

type World = { begin: () => Promise<void>; reset: () => unknown; close: () => Promise<void> }

/** A world for the tests of a file, begun anew before each and put back after it. Empty until the first of them. */
export function useWorld<Opened extends World>(open: () => Promise<Opened>): Opened {
  const world: Opened = Object.create(null)
  beforeAll(async () => {
    Object.assign(world, await open())
  })
  beforeEach(() => world.begin())
  afterEach(async () => {
    await world.reset()
  })
  afterAll(() => world.close())
  return world
}
