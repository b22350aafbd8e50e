import { Collapse, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCheck, IconChevronRight, IconX } from '@tabler/icons-react'
import { useId } from 'react'
import type { Decision, GateResult } from '../../core/domain/decision'
import { useWorkspace } from '../state/use-console'
import { dayAndTime } from '../time'
import { counted, humanized, INTENTS } from '../words'

/** A disclosure of the reading and of every gate, in the order in which they were asked (D1). */
export function DecisionWhy({
  decision,
  initiallyOpen = false,
}: {
  decision: Decision
  initiallyOpen?: boolean
}) {
  const [opened, { toggle }] = useDisclosure(initiallyOpen)
  const id = useId()
  return (
    <div>
      <UnstyledButton className="why-button" aria-expanded={opened} aria-controls={id} onClick={toggle}>
        <IconChevronRight size={16} aria-hidden className="why-arrow" />
        Why
      </UnstyledButton>
      <Collapse id={id} expanded={opened} keepMounted={false} transitionDuration={120}>
        <Details decision={decision} />
      </Collapse>
    </div>
  )
}

function Details({ decision: { reading, gates } }: { decision: Decision }) {
  const { zone } = useWorkspace().settings
  return (
    <div className="why">
      <p className="why-line">
        <span className="dimmed">Read as</span> <strong>{INTENTS[reading.intent]}</strong>,{' '}
        {Math.round(reading.confidence * 100)}% sure.
      </p>
      {reading.evidence.length > 0 ? (
        <p className="why-line">
          <span className="dimmed">Because of the words</span>{' '}
          {reading.evidence.map((words, index) => (
            <q key={index} className="why-words">
              {words}
            </q>
          ))}
        </p>
      ) : null}
      <p className="why-line">{reading.explanation}</p>
      {reading.proposed.length > 0 ? (
        <p className="why-line">
          <span className="dimmed">Times of its own</span>{' '}
          {reading.proposed.map((window) => windowText(window, zone)).join('; ')}
        </p>
      ) : null}
      {gates.length > 0 ? (
        <Gates gates={gates} />
      ) : (
        <p className="why-line dimmed">No gate was asked, because nothing was accepted.</p>
      )}
    </div>
  )
}

/** What blocked comes first and alone; what passed before it is one click away. */
function Gates({ gates }: { gates: readonly GateResult[] }) {
  const [all, { toggle }] = useDisclosure(false)
  const id = useId()
  const blocked = gates.filter(({ result }) => result === 'block')
  const passed = gates.filter(({ result }) => result === 'pass')
  const isFolded = blocked.length > 0 && passed.length > 0
  return (
    <>
      {blocked.length > 0 ? <GateList label="What blocked it" gates={blocked} /> : null}
      {isFolded ? (
        <UnstyledButton className="why-button" aria-expanded={all} aria-controls={id} onClick={toggle}>
          <IconChevronRight size={16} aria-hidden className="why-arrow" />
          {counted(passed.length, 'gate')} passed
        </UnstyledButton>
      ) : null}
      <div id={id} hidden={isFolded && !all}>
        {passed.length > 0 ? <GateList label="Gates, in order" gates={passed} /> : null}
      </div>
    </>
  )
}

function GateList({ label, gates }: { label: string; gates: readonly GateResult[] }) {
  return (
    <ol className="gates" aria-label={label}>
      {gates.map((gate, index) => (
        <Gate key={index} gate={gate} />
      ))}
    </ol>
  )
}

/** An exact time starts and ends at the same instant. */
function windowText({ start, end }: Decision['reading']['proposed'][number], zone: string): string {
  return start === end ? dayAndTime(start, zone) : `${dayAndTime(start, zone)} to ${dayAndTime(end, zone)}`
}

function Gate({ gate }: { gate: GateResult }) {
  const passed = gate.result === 'pass'
  const facts = Object.entries(gate.facts)
  return (
    <li className={`gate gate-${gate.result}`}>
      {passed ? <IconCheck size={16} aria-hidden /> : <IconX size={16} aria-hidden />}
      <div className="gate-text">
        <span className="gate-name">{humanized(gate.gate)}</span>{' '}
        <span className="gate-result">{passed ? 'passed' : 'blocked'}</span>
        <div>{gate.reason}</div>
        {!passed && facts.length > 0 ? (
          <div className="dimmed gate-facts">
            {facts
              .map(([name, value]) => `${humanized(name)}: ${value === null ? 'none' : String(value)}`)
              .join(' · ')}
          </div>
        ) : null}
      </div>
    </li>
  )
}
