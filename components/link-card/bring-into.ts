/** Moves focus and view to an element. The browser alone would not scroll to the top of one taller than the screen. */
export const bringInto = (element: HTMLElement) => {
  element.focus({ preventScroll: true })
  const margin = Number.parseFloat(getComputedStyle(element).scrollMarginTop)
  element.scrollIntoView({ block: element.getBoundingClientRect().top < margin ? 'start' : 'nearest' })
}
