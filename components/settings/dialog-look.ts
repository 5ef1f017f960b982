/** How a question in the middle of the Settings page looks. */
export const dialogLook =
  'm-auto w-[calc(100%-2rem)] max-w-md rounded-lg border border-hairline bg-surface p-5 text-left text-base text-ink shadow-xl backdrop:bg-black/40'
