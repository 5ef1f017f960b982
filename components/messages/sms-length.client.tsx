import type { SmsCount } from '@/lib/messages/view'

const number = new Intl.NumberFormat('en')

/** In how many parts a text is sent as an SMS, and why. */
export function SmsLength({ sms: { parts, used, left, encoding } }: { sms: SmsCount }) {
  const size = `${number.format(used)} characters, ${number.format(left)} more fit in`
  return (
    <>
      {parts === 1 ? 'One SMS' : `${parts} parts of an SMS`}: {size} ({encoding}
      {encoding === 'UCS-2' && ', because of a letter that the short alphabet does not have'}).
    </>
  )
}
