import { useId, type ReactNode } from 'react'

/** One subject in the drawer's side column. */
export function Card({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section className="card" aria-labelledby={id}>
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
