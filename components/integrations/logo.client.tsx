'use client'

import { useState } from 'react'

import { routes } from '@/lib/core/routes'

type IntegrationLogoProps = { provider: string | null; name: string; className?: string }

/** The provider's logo, or the first letter where there is none. The name always stands beside it. */
export function IntegrationLogo({ provider, name, className = 'size-5' }: IntegrationLogoProps) {
  const [isBroken, setIsBroken] = useState(false)
  // A logo that failed before hydration fires no event any more.
  const check = (image: HTMLImageElement | null) => {
    if (image?.complete && image.naturalWidth === 0) setIsBroken(true)
  }
  if (!provider || isBroken)
    return (
      <span
        aria-hidden="true"
        className={`inline-flex shrink-0 items-center justify-center rounded bg-sunken text-xs font-semibold text-muted ${className}`}
      >
        {name.slice(0, 1).toUpperCase()}
      </span>
    )
  return (
    // oxlint-disable-next-line next/no-img-element -- next/image costs 5 kB and cannot improve an SVG of 20 px
    <img
      ref={check}
      src={routes.logo(provider)}
      alt=""
      width={20}
      height={20}
      onError={() => setIsBroken(true)}
      className={`shrink-0 rounded bg-white object-contain p-px ${className}`}
    />
  )
}
