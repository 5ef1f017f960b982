'use client'

/** Has somebody look at each host that the customer's credentials will go to. */
export function ConfirmHosts({ hosts }: { hosts: string[] }) {
  return (
    <fieldset className="flex flex-col gap-1 rounded-lg border border-status-soon bg-status-soon-soft px-3 py-2">
      <legend className="px-1 font-medium">Where the credentials go</legend>
      {hosts.map((host) => (
        <label key={host} className="flex items-start gap-2 py-0.5 pointer-coarse:py-2.5">
          <input
            type="checkbox"
            name="confirmedHosts"
            value={host}
            className="mt-0.5 size-4 shrink-0 accent-accent"
          />
          <span className="min-w-0">
            The customer’s credentials will go to{' '}
            <strong className="font-mono text-sm font-semibold wrap-anywhere">{host}</strong>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
