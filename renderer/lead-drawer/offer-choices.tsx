import { Checkbox, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronRight } from '@tabler/icons-react'
import { Fragment, useId } from 'react'
import type { ReadyOffer } from '../../core/api/views'
import { clockTime, clockTimeWithZone, dayAndTime, dayName, dayOf, zoneName } from '../time'
import { counted } from '../words'
import { byDay } from './slot-days'

type Time = ReadyOffer['slots'][number]

/** In one message, as the contract has it. */
export const MOST = 5

interface Props {
  draft: ReadyOffer
  proposed: ReadonlySet<string>
  chosen: ReadonlySet<string>
  onChoose: (start: string, isChosen: boolean) => void
}

/** The proposed times, and all other free ones by day, each in the lead's zone with the operator's time beside it. */
export function OfferChoices({ draft, proposed, chosen, onChoose }: Props) {
  const first = draft.slots.filter(({ slot }) => proposed.has(slot.start))
  const others = draft.slots.filter(({ slot }) => !proposed.has(slot.start))
  const [opened, { toggle }] = useDisclosure(first.length === 0)
  const listId = useId()
  const isFull = chosen.size >= MOST

  return (
    <>
      {first.length > 0 ? (
        <ul className="offer-proposed" aria-label="Proposed times">
          {first.map((time) => (
            <li key={time.slot.start}>
              <Checkbox
                size="sm"
                checked={chosen.has(time.slot.start)}
                disabled={isFull && !chosen.has(time.slot.start)}
                onChange={(event) => {
                  onChoose(time.slot.start, event.currentTarget.checked)
                }}
                label={
                  <>
                    {time.leadTime} <Yours time={time} draft={draft} />
                  </>
                }
              />
            </li>
          ))}
        </ul>
      ) : (
        <p className="small offer-note">
          No time is proposed: each free one was offered before, or is outside your working hours or before
          the lead’s snooze ends. You can still choose.
        </p>
      )}
      {others.length > 0 ? (
        <div>
          <UnstyledButton
            className="why-button"
            aria-expanded={opened}
            aria-controls={listId}
            onClick={toggle}
          >
            <IconChevronRight size={16} aria-hidden className="why-arrow" />
            {counted(others.length, 'more free time')}
          </UnstyledButton>
          <div id={listId} hidden={!opened}>
            {opened ? <OtherTimes others={others} draft={draft} chosen={chosen} onChoose={onChoose} /> : null}
          </div>
        </div>
      ) : null}
      {isFull ? <p className="dimmed small offer-note">One message names five times at most.</p> : null}
    </>
  )
}

function OtherTimes({
  others,
  draft,
  chosen,
  onChoose,
}: Omit<Props, 'proposed'> & { others: readonly Time[] }) {
  return (
    <div className="slots">
      {[...byDay(others)].map(([day, times]) => (
        <Fragment key={day}>
          <h4 className="slots-day">
            {dayName(day)}{' '}
            <span className="dimmed">{zoneName(times[0]?.slot.start ?? draft.readAt, draft.leadZone)}</span>
          </h4>
          <div className="slot-grid" role="group" aria-label={dayName(day)}>
            {times.map((time) => {
              const isChosen = chosen.has(time.slot.start)
              return (
                <Checkbox.Card
                  key={time.slot.start}
                  className="slot"
                  checked={isChosen}
                  disabled={chosen.size >= MOST && !isChosen}
                  onClick={() => {
                    onChoose(time.slot.start, !isChosen)
                  }}
                >
                  <span className="slot-yours">
                    <span className="visually-hidden">{dayName(day)}, </span>
                    {clockTime(time.slot.start, draft.leadZone)}
                  </span>
                  <Yours time={time} draft={draft} />
                  {time.offeredBefore ? <span className="slot-theirs">offered before</span> : null}
                </Checkbox.Card>
              )
            })}
          </div>
        </Fragment>
      ))}
    </div>
  )
}

/** The operator's clock; nothing where it reads as the lead's does. */
function Yours({ time, draft }: { time: Time; draft: ReadyOffer }) {
  const { start } = time.slot
  const { leadZone, operatorZone } = draft
  if (dayAndTime(start, leadZone) === dayAndTime(start, operatorZone)) return null
  const isSameDay = dayOf(start, leadZone) === dayOf(start, operatorZone)
  return (
    <span className="slot-theirs">
      {isSameDay ? clockTimeWithZone(start, operatorZone) : dayAndTime(start, operatorZone)} for you
    </span>
  )
}
