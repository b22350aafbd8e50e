import { Button, UnstyledButton } from '@mantine/core'
import { Fragment } from 'react'
import type { WordedSlot } from '../../core/api/views'
import { Notice } from '../components/notice'
import { clockTime, clockTimeWithZone, dayName, dayOf, zoneName } from '../time'
import type { FreeSlots } from './use-free-slots'

interface Props {
  free: FreeSlots
  onChoose: (slot: WordedSlot) => void
  onReload: () => void
}

/** The free slots by the operator's day, each in the operator's zone and in the lead's. */
export function SlotDays({ free, onChoose, onReload }: Props) {
  const { slots, operatorZone, leadZone } = free
  const first = slots[0]
  if (!first) {
    return (
      <Notice
        tone="warn"
        action={
          <Button size="compact-xs" variant="default" onClick={onReload}>
            Ask again
          </Button>
        }
      >
        No free times in the days that Slotkeeper looks ahead. Open more hours at the provider, or look
        further ahead in the settings.
      </Notice>
    )
  }
  const days = byDay(slots)
  return (
    <div className="slots">
      <p className="dimmed small slots-zones">
        {leadZone === null
          ? 'The lead’s time zone is not known, so these times are yours only. Ask for it, or set it under Contact.'
          : leadZone === operatorZone
            ? `You and the lead are in the same time zone (${operatorZone}).`
            : 'Large: your time. Small: the lead’s time.'}
      </p>
      {[...days].map(([day, ofDay]) => (
        <Fragment key={day}>
          <h4 className="slots-day">
            {dayName(day)}{' '}
            <span className="dimmed">{zoneName(ofDay[0]?.slot.start ?? first.slot.start, operatorZone)}</span>
          </h4>
          <div className="slot-grid" role="group" aria-label={dayName(day)}>
            {ofDay.map((worded) => (
              <UnstyledButton
                key={worded.slot.start}
                className="slot"
                onClick={() => {
                  onChoose(worded)
                }}
              >
                <span className="slot-yours">
                  <span className="visually-hidden">{dayName(day)}, </span>
                  {clockTime(worded.slot.start, operatorZone)}
                </span>
                {leadZone !== null && leadZone !== operatorZone ? (
                  <span className="slot-theirs">
                    <span className="visually-hidden">, for the lead </span>
                    {timeElsewhere(worded, leadZone)}
                  </span>
                ) : null}
              </UnstyledButton>
            ))}
          </div>
        </Fragment>
      ))}
    </div>
  )
}

/** In the order in which they come. */
export function byDay<S extends Pick<WordedSlot, 'day'>>(slots: readonly S[]): Map<string, S[]> {
  const days = new Map<string, S[]>()
  for (const slot of slots) days.set(slot.day, [...(days.get(slot.day) ?? []), slot])
  return days
}

/** The clock of another zone than the one that the slot is listed in, with the day when it is another one there. */
export function timeElsewhere({ slot, day }: Pick<WordedSlot, 'slot' | 'day'>, zone: string): string {
  const dayThere = dayOf(slot.start, zone)
  const time = clockTimeWithZone(slot.start, zone)
  return dayThere === day ? time : `${dayName(dayThere).split(',')[0] ?? ''} ${time}`
}
