import type { ReactNode } from 'react'
import type { Tone } from '../words'
import './components.css'

/** A short state in words, coloured by what it means. */
export function Pill({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={`pill pill-${tone}`}>{children}</span>
}
