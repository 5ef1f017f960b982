import { CodeBlock } from '@/components/api-reference/code-block'
import { FieldList } from '@/components/api-reference/field-list'
import { Prose } from '@/components/api-reference/prose'
import type { OperationView } from '@/lib/core/api/reference-view'

/** One thing that an internal tool can ask for. */
export function Operation({ operation }: { operation: OperationView }) {
  const { id, method, path, summary, description, scope } = operation
  return (
    <section id={id} aria-label={summary} className="flex scroll-mt-4 flex-col gap-3">
      <h3 className="font-semibold">{summary}</h3>
      <p className="-mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
        <code className="font-mono text-sm break-all">
          <strong className="text-accent">{method}</strong> {path}
        </code>
        <span className="text-sm text-muted">Scope: {scope}</span>
      </p>
      <p>
        <Prose text={description} />
      </p>
      <CodeBlock code={operation.curl} copyLabel={`Copy the call: ${summary}`} />
      <FieldList title="Parameters" fields={operation.parameters} />
      <FieldList title="Body" fields={operation.body} />
      <FieldList title="Answer (200)" fields={operation.answer} isTold />
      <Problems problems={operation.problems} />
    </section>
  )
}

function Problems({ problems }: { problems: OperationView['problems'] }) {
  return (
    <div>
      <p className="mb-1.5 text-sm font-medium text-muted">Problems</p>
      <ul className="flex flex-col gap-1 text-sm">
        {problems.map(({ status, codes }) => (
          <li key={status} className="flex flex-wrap gap-x-3">
            <span className="tabular-nums">{status}</span>
            {codes.map((code) => (
              <a key={code} href={`#${code}`} className="font-mono text-xs underline underline-offset-2">
                {code}
              </a>
            ))}
          </li>
        ))}
      </ul>
    </div>
  )
}
