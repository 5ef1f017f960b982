/** How the page's questions look. */
export const dialogLook =
  'm-auto w-[calc(100%-2rem)] max-w-lg rounded-lg border border-hairline bg-surface p-5 text-ink shadow-xl backdrop:bg-black/40'
