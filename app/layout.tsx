import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'

import { customerCodeHeader } from '@/lib/guards/origin'

import './globals.css'

// Every page carries a nonce of its own, so none can be built ahead.
export const dynamic = 'force-dynamic'

export const metadata: Metadata = {
  title: { default: 'Connect Desk', template: '%s · Connect Desk' },
  robots: { index: false, follow: false },
}

export const viewport: Viewport = { colorScheme: 'light dark', width: 'device-width', initialScale: 1 }

/** The pages of customers are in their language; all others are English. */
const pageLanguage = async () => {
  const code = (await headers()).get(customerCodeHeader)
  if (code === null) return 'en'
  // No other page is to load what this takes.
  const { openWithWords } = await import('./c/open-with-words')
  return (await openWithWords(code)).said.language
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang={await pageLanguage()} className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body>{children}</body>
    </html>
  )
}
