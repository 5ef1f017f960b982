import type { ComponentProps } from 'react'

/**
 * A name or an id as somebody gave it. In whatever script it is, it stands right beside what is not part of it, and no
 * translation changes it.
 */
export function Name(props: Omit<ComponentProps<'bdi'>, 'translate' | 'dir'>) {
  return <bdi translate="no" {...props} />
}

/** The same of an id, in its own type. */
export function Id({ className = '', ...rest }: ComponentProps<typeof Name>) {
  return <Name className={`font-mono text-xs ${className}`} {...rest} />
}
