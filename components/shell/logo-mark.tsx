/** The diamond of Connect Desk, with its name. */
export function LogoMark() {
  return (
    <span className="inline-flex items-center gap-2 font-semibold">
      <svg aria-hidden="true" viewBox="0 0 24 24" className="size-6 text-accent">
        <path fill="currentColor" d="M12 1.5 22.5 12 12 22.5 1.5 12Z" />
        <path fill="var(--surface)" d="M12 7.5 16.5 12 12 16.5 7.5 12Z" />
      </svg>
      Connect Desk
    </span>
  )
}
