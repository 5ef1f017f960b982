import { virtual } from '@guidepup/virtual-screen-reader'

/** Listens from now on to what a screen reader says by itself: what takes the focus, and what is announced. */
async function listen(): Promise<void> {
  await virtual.start({ container: document.body })
}

/** Everything said since, or since this was last asked. */
async function said(): Promise<string[]> {
  const phrases = await virtual.spokenPhraseLog()
  await virtual.clearSpokenPhraseLog()
  return phrases
}

/** What is read from one element to its end, phrase by phrase. It listens no more. */
async function read(selector: string): Promise<string[]> {
  const container = document.querySelector(selector)
  if (container === null) throw new Error(`There is no ${selector}.`)
  await virtual.stop()
  await virtual.start({ container })
  const end = await virtual.lastSpokenPhrase()
  do await virtual.next()
  while ((await virtual.lastSpokenPhrase()) !== `end of ${end}` && virtual.activeNode !== container)
  const phrases = await virtual.spokenPhraseLog()
  await virtual.stop()
  return phrases
}

export const screenReader = { listen, said, read }

Object.assign(globalThis, { screenReader })
