/** Says why something that the person may do cannot be done here. */
export function ScopeMissing({ scope, without }: { scope: string; without: string }) {
  return (
    <p className="px-4 py-3 text-sm text-muted">
      {without} here: the API key lacks the scope <code className="font-mono text-xs break-all">{scope}</code>
      . An admin can add it in Nango.
    </p>
  )
}
