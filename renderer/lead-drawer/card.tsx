import { useId, type ReactNode, type Ref } from 'react'
import type { Place } from '../state/drawer'

/** One subject in the drawer's side column. */
export function Card({
  title,
  aside,
  ref,
  place,
  children,
}: {
  title: string
  aside?: ReactNode
  /** For who gives it the focus. */
  ref?: Ref<HTMLElement>
  /** Where somebody can be sent to it. */
  place?: Place
  children: ReactNode
}) {
  const id = useId()
  return (
    <section
      className="card"
      aria-labelledby={id}
      ref={ref}
      data-place={place}
      tabIndex={ref || place ? -1 : undefined}
    >
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
