const kinds = {
  button: 'button, summary',
  field: 'input:not([type=hidden]), select, textarea',
  option: '[role=option]',
  link: 'a[href]',
  image: 'svg[role=img], img',
}

export type Kind = keyof typeof kinds

/** The words of an element, without what is hidden from a screen reader. */
const wordsOf = (element: Element) => {
  const copy = document.importNode(element, true)
  for (const hidden of copy.querySelectorAll('[aria-hidden=true]')) hidden.remove()
  return copy.textContent
}

const nameOf = (element: Element) => {
  const label = document.querySelector(`label[for="${CSS.escape(element.id)}"]`) ?? element.closest('label')
  const name = element.getAttribute('aria-label') ?? wordsOf(label ?? element)
  return name.replaceAll(/\s+/g, ' ').trim()
}

/** Marks the first element of a kind that is seen and has this name, and returns its selector; null without one. */
function mark(kind: Kind, name: string): string | null {
  const around = document.querySelector('dialog[open]') ?? document
  const found = [...around.querySelectorAll(kinds[kind])].find(
    (element) => element.getClientRects().length > 0 && nameOf(element) === name,
  )
  if (!found) return null
  const number = found.getAttribute('data-story') ?? String(document.querySelectorAll('[data-story]').length)
  found.setAttribute('data-story', number)
  return `[data-story="${number}"]`
}

/** All that can be read on the page. */
function text(): string {
  return document.body.innerText.replaceAll(/\s+/g, ' ')
}

/** A box of the test's own to paste into, and its selector. */
function openBox(): string {
  const box = document.createElement('textarea')
  box.id = 'story-box'
  document.body.append(box)
  return '#story-box'
}

function boxText(): string {
  return document.querySelector<HTMLTextAreaElement>('#story-box')?.value ?? ''
}

function closeBox(): void {
  document.querySelector('#story-box')?.remove()
}

/** Whether React has taken over every button. */
function isAlive(): boolean {
  return [...document.querySelectorAll('button')].every((button) =>
    Object.keys(button).some((name) => name.startsWith('__react')),
  )
}

function address(): string {
  return location.href
}

/** Where an element is in the window, in pixels. */
function place(selector: string) {
  const { x, y, width, height } = document.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect()
  return { x, y, width, height }
}

export const story = { mark, text, openBox, boxText, closeBox, isAlive, address, place }

Object.assign(globalThis, { story })
