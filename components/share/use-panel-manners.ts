import { type RefObject, useEffect } from 'react'

/** Esc closes what is unfolded inside the panel before the panel; a link that leads on in this tab closes it too. */
export const usePanelManners = (panel: RefObject<HTMLDialogElement | null>) =>
  useEffect(() => {
    const listening = new AbortController()
    const { signal } = listening
    const dialog = panel.current
    dialog?.addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'Escape' && dialog.querySelector('[aria-expanded="true"]')) event.preventDefault()
      },
      { signal },
    )
    dialog?.addEventListener(
      'click',
      ({ target }) => {
        if (target instanceof Element && target.closest('a:not([target])')) dialog.close()
      },
      { signal },
    )
    return () => listening.abort()
  }, [panel])
