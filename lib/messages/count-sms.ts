import 'server-only'
import type { SmsCount } from './view'

/**
 * The default alphabet of GSM and its extension table, a letter of which takes two places (3GPP TS 23.038, 6.2.1 and 6.2.1.1).
 * The package that counts so, sms-segments-calculator, brings one along that nobody has kept since 2018, for these two lines.
 */
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const extended = '\f^{}\\[~]|€'

const places = new Map([
  ...Array.from(basic, (one) => [one, 1] as const),
  ...Array.from(extended, (one) => [one, 2] as const),
])

/** How much one SMS holds alone, and each of several that belong together (3GPP TS 23.040, 9.2.3.24.1). */
const room = { 'GSM-7': { alone: 160, each: 153 }, 'UCS-2': { alone: 70, each: 67 } } as const

/** How many parts a text is sent in as an SMS: a letter of two places is never divided. */
export function countSms(text: string): SmsCount {
  const characters = Array.from(text)
  const encoding = characters.every((one) => places.has(one)) ? 'GSM-7' : 'UCS-2'
  const sizes = characters.map((one) => (encoding === 'GSM-7' ? (places.get(one) ?? 0) : one.length))
  const used = sizes.reduce((sum, size) => sum + size, 0)
  const { alone, each } = room[encoding]
  if (used <= alone) return { encoding, used, parts: 1, left: alone - used }
  let [parts, filled] = [1, 0]
  for (const size of sizes) {
    if (filled + size > each) [parts, filled] = [parts + 1, 0]
    filled += size
  }
  return { encoding, used, parts, left: each - filled }
}
