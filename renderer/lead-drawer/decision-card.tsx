import { UnstyledButton } from '@mantine/core'
import type { LeadDetail } from '../../core/api/views'
import { Pill } from '../components/pill'
import { useWorkspace } from '../state/use-console'
import { dayAndTime } from '../time'
import { Card } from './card'
import { bubbleId } from './conversation'
import { DecisionWhy } from './decision-why'
import { outcomeOf, sentenceOf, supersededBy } from './superseded'

/** What was done about the newest reply, in one sentence, and why. */
export function DecisionCard({ detail }: { detail: LeadDetail }) {
  const { zone } = useWorkspace().settings
  const decision = detail.decisions.at(-1)
  if (!decision) {
    return (
      <Card title="Latest decision">
        <p className="card-empty">
          Nothing to decide yet. When the lead answers, you see here what was done and why.
        </p>
      </Card>
    )
  }
  const outcome = outcomeOf(detail, decision)
  const superseded = supersededBy(detail, decision)
  return (
    <Card title="Latest decision" aside={<Pill tone={outcome.tone}>{outcome.label}</Pill>}>
      <p className="decision-sentence clipped">
        <span className="dimmed">
          {superseded === null ? null : 'Superseded. '}
          On {dayAndTime(decision.at, zone)}:
        </span>{' '}
        {sentenceOf(detail, decision)}
      </p>
      {superseded === null ? null : <p className="decision-sentence">{superseded}</p>}
      {detail.messages.some(({ id }) => id === decision.answerId) ? (
        <UnstyledButton className="why-button" onClick={() => showMessage(decision.answerId ?? '')}>
          Show the message
        </UnstyledButton>
      ) : null}
      <DecisionWhy key={decision.id} decision={decision} />
    </Card>
  )
}

function showMessage(messageId: string): void {
  const bubble = document.getElementById(bubbleId(messageId))
  bubble?.scrollIntoView({ block: 'nearest' })
  bubble?.focus()
}
