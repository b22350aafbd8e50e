import { Checkbox, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCheck, IconChevronRight } from '@tabler/icons-react'
import { Fragment, useId } from 'react'
import type { ReadyOffer } from '../../core/api/views'
import { clockTime, dayAndTime, dayName, zoneName } from '../time'
import { counted } from '../words'
import { byDay, timeElsewhere } from './slot-days'

type Time = ReadyOffer['slots'][number]

/** In one message, as the contract has it. */
const MOST = 5

interface Props {
  draft: ReadyOffer
  proposed: ReadonlySet<string>
  chosen: ReadonlySet<string>
  onChoose: (start: string, isChosen: boolean) => void
}

/** The times that Slotkeeper proposes, in the lead's zone with the operator's time beside each. */
export function ProposedTimes({ draft, proposed, chosen, onChoose }: Props) {
  const times = draft.slots.filter(({ slot }) => proposed.has(slot.start))
  if (times.length === 0) {
    return (
      <p className="small offer-note">
        No time is proposed: each free one was offered before, lies outside your working hours, or comes
        before the lead’s snooze ends. You can still choose.
      </p>
    )
  }
  return (
    <ul className="offer-proposed" aria-label="Proposed times">
      {times.map((time) => {
        const { start } = time.slot
        return (
          <li key={start}>
            <Checkbox
              size="sm"
              checked={chosen.has(start)}
              disabled={chosen.size >= MOST && !chosen.has(start)}
              onChange={(event) => {
                onChoose(start, event.currentTarget.checked)
              }}
              label={
                <>
                  {time.leadTime}{' '}
                  {readsAlike(time, draft) ? null : (
                    <span className="slot-theirs">{timeElsewhere(time, draft.operatorZone)} for you</span>
                  )}
                </>
              }
            />
          </li>
        )
      })}
    </ul>
  )
}

/** All other free times by the lead's day, behind one click. */
export function OtherTimes({ draft, proposed, chosen, onChoose }: Props) {
  const others = draft.slots.filter(({ slot }) => !proposed.has(slot.start))
  const [opened, { toggle }] = useDisclosure(proposed.size === 0)
  const listId = useId()
  const { leadZone, operatorZone } = draft
  if (others.length === 0) return null
  return (
    <div>
      <UnstyledButton className="why-button" aria-expanded={opened} aria-controls={listId} onClick={toggle}>
        <IconChevronRight size={16} aria-hidden className="why-arrow" />
        {counted(others.length, 'more free time')}
      </UnstyledButton>
      <div id={listId} hidden={!opened}>
        {opened ? (
          <div className="slots">
            <p className="dimmed small slots-zones">
              One message names five times at most.
              {leadZone === operatorZone ? null : ' Large: the lead’s time. Small: yours.'}
            </p>
            {[...byDay(others)].map(([day, times]) => (
              <Fragment key={day}>
                <h4 className="slots-day">
                  {dayName(day)}{' '}
                  <span className="dimmed">{zoneName(times[0]?.slot.start ?? draft.readAt, leadZone)}</span>
                </h4>
                <div className="slot-grid" role="group" aria-label={dayName(day)}>
                  {times.map((time) => {
                    const { start } = time.slot
                    const isChosen = chosen.has(start)
                    return (
                      <Checkbox.Card
                        key={start}
                        className="slot"
                        checked={isChosen}
                        disabled={chosen.size >= MOST && !isChosen}
                        onClick={() => {
                          onChoose(start, !isChosen)
                        }}
                      >
                        {isChosen ? <IconCheck size={14} aria-hidden className="slot-check" /> : null}
                        <span className="slot-yours">
                          <span className="visually-hidden">{dayName(day)}, </span>
                          {clockTime(start, leadZone)}
                        </span>
                        {readsAlike(time, draft) ? null : (
                          <span className="slot-theirs">
                            <span className="visually-hidden">, for you </span>
                            {timeElsewhere(time, operatorZone)}
                          </span>
                        )}
                        {time.offeredBefore ? <span className="slot-theirs"> offered before</span> : null}
                      </Checkbox.Card>
                    )
                  })}
                </div>
              </Fragment>
            ))}
          </div>
        ) : null}
      </div>
    </div>
  )
}

/** Whether the operator's clock says what the lead's says. */
function readsAlike({ slot }: Time, { leadZone, operatorZone }: ReadyOffer): boolean {
  return dayAndTime(slot.start, leadZone) === dayAndTime(slot.start, operatorZone)
}
