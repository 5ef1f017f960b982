/**
 * A browser's translation puts `<font>` elements in the place of every text, and of each that comes later. React goes on
 * with the text nodes that it made: it writes into some that nobody sees any more, and throws when it takes one away or
 * puts something before it (https://github.com/facebook/react/issues/11538). From here on a text that React changes takes
 * its place back, to be translated anew, and where React means one that is gone, what stands for it is meant.
 */
export function outliveTranslation() {
  /** What was put in the place of a text. */
  const stands = new WeakMap<Node, Element>()
  const observer = new MutationObserver((records) => {
    for (const { type, target, addedNodes, removedNodes, previousSibling, nextSibling } of records) {
      if (type === 'characterData') stands.get(target)?.replaceWith(target)
      const font = [addedNodes[0], previousSibling, nextSibling].find(isFont)
      for (const node of removedNodes) {
        if (!font || node.nodeType !== Node.TEXT_NODE || node.isConnected) continue
        stands.set(node, font)
        observer.observe(node, { characterData: true })
      }
    }
  })
  observer.observe(document, { childList: true, subtree: true })
  meanWhatStands((parent, text) => {
    for (let node: Node | null = stands.get(text) ?? text; node; node = node.parentNode) {
      if (node.parentNode === parent) return node
      if (!isFont(node.parentNode)) break
    }
    return null
  })
}

const isFont = (node: Node | null | undefined): node is Element => node?.nodeName === 'FONT'

const isElsewhere = (parent: Node, child: Node | null): child is Text =>
  child?.nodeType === Node.TEXT_NODE && child.parentNode !== parent

type Find = (parent: Node, text: Node) => Node | null

/** Lets a text that is not where React left it mean the child that `find` names; one without any is gone already. */
const meanWhatStands = (find: Find) => {
  // oxlint-disable-next-line typescript/unbound-method -- both are called with `this` below.
  const { removeChild, insertBefore } = Node.prototype
  Node.prototype.removeChild = function <T extends Node>(this: Node, child: T): T {
    const place = isElsewhere(this, child) ? find(this, child) : child
    if (place) removeChild.call(this, place)
    return child
  }
  Node.prototype.insertBefore = function <T extends Node>(this: Node, node: T, child: Node | null): T {
    const place = isElsewhere(this, child) ? find(this, child) : child
    insertBefore.call(this, node, place)
    return node
  }
}
