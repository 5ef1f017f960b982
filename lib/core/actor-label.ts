/** Whoever no person and no API key stands behind is the desk itself. */
export const deskName = 'Connect Desk'

const lettersOf = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')

/** The name of whoever did something. One that reads like the desk's says whose it is: `address`, where there is one. */
export const actorLabel = (name: string | null, address: string | null): string => {
  if (name === null) return deskName
  return lettersOf(name) === lettersOf(deskName) ? `${name} (${address ?? 'not the desk itself'})` : name
}
