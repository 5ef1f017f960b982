import { customerSettings } from './test-settings'

/** Mails that one link may have there. */
export const mostPerLink = 100

/** What a desk has that sends mails through the server at a URL. */
export const mailSettingsFor = (url: string) => ({
  ...customerSettings,
  SMTP_URL: url,
  MAIL_FROM: 'Acme Support <support@example.com>',
  MAIL_PER_LINK: String(mostPerLink),
  MAIL_PER_HOUR: '100000',
})
