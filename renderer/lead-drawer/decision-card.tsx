import { UnstyledButton } from '@mantine/core'
import type { LeadDetail } from '../../core/api/views'
import { Pill } from '../components/pill'
import { OUTCOMES } from '../words'
import { Card } from './card'
import { bubbleId } from './conversation'
import { DecisionWhy } from './decision-why'

/** What was done about the newest reply, in one sentence, and why. */
export function DecisionCard({ detail }: { detail: LeadDetail }) {
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
  const outcome = OUTCOMES[decision.outcome]
  return (
    <Card title="Latest decision" aside={<Pill tone={outcome.tone}>{outcome.label}</Pill>}>
      <p className="decision-sentence clipped">{decision.sentence}</p>
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
