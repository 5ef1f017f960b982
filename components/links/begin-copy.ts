import { copyText } from '@/components/kit/copy.client'

/** A copy that was begun before its text is known. */
type Begun = { settle: (text: string) => Promise<boolean>; abandon: () => void }

/** No action takes longer; until then a browser may hold its clipboard. */
const longestMs = 15_000

const nothing = () => {}

/** Begins to copy what is not known yet, within a press: some browsers let nobody copy long after one. */
const beginCopy = (): Begun => {
  let give: (text: string) => void = nothing
  let abandon = nothing
  const text = new Promise<string>((resolve, reject) => {
    give = resolve
    abandon = () => reject(new Error('There is nothing to copy.'))
  })
  const copying = copyText(text).catch(() => false)
  const timer = setTimeout(abandon, longestMs)
  return {
    abandon,
    settle: (known) => {
      clearTimeout(timer)
      give(known)
      return copying
    },
  }
}

export type Copying = {
  /** Called within the press that creates a link. */
  begin: () => void
  /** Called when the link is there: says whether it is on the clipboard. */
  settle: (url: string) => Promise<boolean>
}

/** Copies of what is created, one after the other. */
export function createCopying(): Copying {
  let begun: Begun | null = null
  return {
    begin: () => {
      begun?.abandon()
      begun = beginCopy()
    },
    settle: (url) => {
      const taken = begun
      begun = null
      return taken?.settle(url) ?? copyText(url)
    },
  }
}
