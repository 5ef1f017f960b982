'use client'

import { useEffect } from 'react'

import { forgetTyped } from '@/components/links/form/typed-form'

/** Stands where everybody comes who is signed out: nothing typed before is kept beyond it. */
export function ForgetTyped() {
  useEffect(forgetTyped, [])
  return null
}
