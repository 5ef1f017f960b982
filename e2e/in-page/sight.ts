// What axe does not look for. Each of these says, in a few words an element, what is wrong with the page as it is now.

const letter = /[\p{L}\p{N}]/u
const nameOf = (element: Element) => element.outerHTML.slice(0, 160)
const seen = (selector: string) =>
  [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => element.checkVisibility())

/** Whether what stands in an element is apart from what stands before and after it. */
const isApart = (element: Element) =>
  !['inline', 'contents'].includes(getComputedStyle(element).display) ||
  /^(br|svg|img)$/i.test(element.tagName)

const isRead = (element: Element) =>
  element.checkVisibility() && !/^(script|style|noscript)$/i.test(element.tagName)

/** The texts of an element in their order; null stands for whatever keeps two of them apart. */
const textsOf = (node: Node): (string | null)[] => {
  if (node instanceof Text) return node.data === '' ? [] : [node.data]
  if (!(node instanceof Element) || !isRead(node)) return []
  const texts = [...node.childNodes].flatMap(textsOf)
  return isApart(node) ? [null, ...texts, null] : texts
}

/** Texts that stand side by side and are read, copied and translated as one word, such as a name and an id. */
function glued(): string[] {
  const texts = textsOf(document.body)
  return texts.flatMap((text, index) => {
    const before = texts[index - 1]
    if (!text || !before || !letter.test(before.at(-1) ?? '') || !letter.test(text.charAt(0))) return []
    return [`${before.slice(-40)}|${text.slice(0, 40)}`]
  })
}

/** Elements that move although the person asked for less motion. */
function moving(): string[] {
  return [...document.querySelectorAll('*')]
    .filter((element) => {
      const { animationName, transitionProperty, transitionDuration, scrollBehavior } =
        getComputedStyle(element)
      const changes = transitionProperty !== 'none' && /[1-9]/.test(transitionDuration)
      return animationName !== 'none' || changes || scrollBehavior !== 'auto'
    })
    .map(nameOf)
}

/** How many pixels the page is wider than the window. */
function overflow(): number {
  return document.documentElement.scrollWidth - document.documentElement.clientWidth
}

const cuts = (how: string, whole: number, shown: number) =>
  (how === 'hidden' || how === 'clip') && whole > shown + 1

/** Texts of which a part cannot be seen. Those that end in three dots say so, and are whole elsewhere. */
function cut(): string[] {
  return seen('body *')
    .filter((element) => {
      const { overflowX, overflowY, textOverflow, position } = getComputedStyle(element)
      if (!(element instanceof HTMLElement)) return false
      const isForReaders = position === 'absolute' && element.clientWidth <= 1
      if (isForReaders || textOverflow === 'ellipsis' || element.innerText.trim() === '') return false
      const spills = element.matches('button, a') && element.scrollWidth > element.clientWidth + 1
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element
      return (
        spills || cuts(overflowX, scrollWidth, clientWidth) || cuts(overflowY, scrollHeight, clientHeight)
      )
    })
    .map(nameOf)
}

/** What every page has to bear: https://www.w3.org/TR/WCAG22/#text-spacing */
const spacing =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }'

/** Spaces all texts, or gives their own spaces back. */
function space(isOn: boolean): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(spacing)
  document.adoptedStyleSheets = isOn ? [sheet] : []
}

const colourOf = (element: Element) => getComputedStyle(element).backgroundColor
const isClear = (colour: string) => /[,/] 0\)$/.test(colour)

const colourBehind = (element: Element | null): string => {
  if (element === null) return 'none'
  return isClear(colourOf(element)) ? colourBehind(element.parentElement) : colourOf(element)
}

let byBackground: HTMLElement[] = []

/** Keeps, in ordinary colours, every button and whatever else shows by its background. */
function keepBackgrounds(): void {
  byBackground = seen('body *').filter((element) => {
    const shows = !isClear(colourOf(element)) && colourOf(element) !== colourBehind(element.parentElement)
    return element.clientHeight > 1 && (shows || element.matches('button, summary, [aria-current]'))
  })
}

/** Those of them that have no line round them now. */
function unlined(): string[] {
  return byBackground
    .filter((element) => {
      const { borderTopWidth, borderBottomWidth, outlineStyle } = getComputedStyle(element)
      const hasBorder = [borderTopWidth, borderBottomWidth].some((width) => Number.parseFloat(width) > 0)
      return !hasBorder && outlineStyle === 'none'
    })
    .map(nameOf)
}

export const sight = { glued, moving, overflow, cut, space, keepBackgrounds, unlined }

Object.assign(globalThis, { sight })
