import type { Task } from '../../core/domain/task'
import { CHANNEL_LABELS } from '../words'
import './components.css'

/** The whole text that one click would send: what the person sees is what the lead gets. */
export function SuggestedAnswer({ task }: { task: Task }) {
  if (task.suggestion?.kind !== 'answer') return null
  const { channel, text } = task.suggestion.answer
  return (
    <figure className="suggested-answer">
      <figcaption className="dimmed small">Suggested answer by {CHANNEL_LABELS[channel]}</figcaption>
      <blockquote className="suggested-text">{text}</blockquote>
    </figure>
  )
}
