/** A QR code as its outline: `cells` modules a side with the quiet zone, `path` the dark ones. */
export type QrOutline = { cells: number; path: string }

/** Smallest whole number of pixels a module, so that a picture has at least `leastPx` a side and sharp edges. */
export const qrScale = (cells: number, leastPx: number) => Math.ceil(leastPx / cells)

/** The QR code as a file of its own, black on white. */
export const qrSvg = ({ cells, path }: QrOutline) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${cells} ${cells}" width="1024" height="1024" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${cells}v${cells}H0z"/><path fill="#000" d="${path}"/></svg>\n`
