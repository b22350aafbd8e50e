import { useId, type ReactNode, type Ref } from 'react'

/** One subject in the drawer's side column. */
export function Card({
  title,
  aside,
  ref,
  children,
}: {
  title: string
  aside?: ReactNode
  /** For who gives it the focus. */
  ref?: Ref<HTMLElement>
  children: ReactNode
}) {
  const id = useId()
  return (
    <section className="card" aria-labelledby={id} ref={ref} tabIndex={ref ? -1 : undefined}>
      <div className="card-head">
        <h3 id={id} className="card-title">
          {title}
        </h3>
        {aside}
      </div>
      {children}
    </section>
  )
}

/** A word and what it stands for. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
