import { useEffect, useState } from 'react'

const slowMs = 300

/** True once something has been pending for so long that it must show. */
export const useSlow = (isPending: boolean) => {
  const [isSlow, setIsSlow] = useState(false)
  useEffect(() => {
    if (!isPending) return undefined
    const timer = setTimeout(() => setIsSlow(true), slowMs)
    return () => {
      clearTimeout(timer)
      setIsSlow(false)
    }
  }, [isPending])
  return isPending && isSlow
}
