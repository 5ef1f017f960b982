import type { Integration } from '../model/integration'
import type { Language, Texts } from './texts'

/** What the page says only where it stands in a frame. */
export type FrameTexts = { close: string; finish: string }

export const frameTexts: Record<Language, FrameTexts> = {
  en: { close: 'Close', finish: 'Finish' },
  fr: { close: 'Fermer', finish: 'Terminer' },
  de: { close: 'Schließen', finish: 'Fertig' },
  es: { close: 'Cerrar', finish: 'Finalizar' },
  ja: { close: '閉じる', finish: '完了' },
}

/** What the page around a frame is told; the shapes are Nango's (packages/frontend/lib/types.ts). */
export type FrameEvent =
  | { type: 'connect'; payload: { connectionId: string; providerConfigKey: string } }
  | { type: 'error'; payload: { errorType: string; errorMessage: string } }

export function errorEvent(errorType: string, errorMessage: string): FrameEvent {
  return { type: 'error', payload: { errorType, errorMessage } }
}

type Words = { language: Language; texts: Texts }

/** The test call refused what was typed. English is as recorded; the other languages are the page's own. */
export function rejectionEvent({ language, texts }: Words, { displayName }: Integration): FrameEvent {
  const recorded = `${displayName} did not validate your credentials. Please check the values and try again.`
  return errorEvent('connection_test_failed', language === 'en' ? recorded : texts.rejected)
}

const recordedNotices = {
  blocked_by_browser: 'Auth pop-up blocked by your browser, please allow pop-ups to open.',
  window_closed: 'The auth pop-up was closed before the end of the process, please try again.',
}

/** What became of the pop-up, by the type of the error; the languages are those of the refusal. */
export function popupNotices({ language, texts }: Words): typeof recordedNotices {
  const own = { blocked_by_browser: texts.popupBlocked, window_closed: texts.popupClosed }
  return language === 'en' ? recordedNotices : own
}
