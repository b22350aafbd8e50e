import { Button } from '@mantine/core'
import { IconMoodCheck, IconSearchOff, IconUserPlus } from '@tabler/icons-react'
import { Empty } from '../components/empty'
import type { Segment } from '../state/lead-rows'

/** Why the list is empty, and what to do about it. */
export function NoLeadsHere(props: {
  segment: Segment
  search: string
  nobody: boolean
  onShowAll: () => void
}) {
  const showAll = (
    <Button variant="default" onClick={props.onShowAll}>
      Show all leads
    </Button>
  )
  if (props.nobody) {
    return (
      <Empty icon={IconUserPlus} title="No leads yet">
        <p>Add a lead, or wait for the first message: whoever writes becomes a lead.</p>
      </Empty>
    )
  }
  if (props.search.trim()) {
    return (
      <Empty icon={IconSearchOff} title={`Nobody matches “${props.search.trim()}”`}>
        <p>Try fewer letters, or look in all leads.</p>
        {showAll}
      </Empty>
    )
  }
  if (props.segment === 'needs_you') {
    return (
      <Empty icon={IconMoodCheck} title="Nobody needs you right now">
        <p>When a reply needs a person, the lead appears here.</p>
        {showAll}
      </Empty>
    )
  }
  return (
    <Empty
      icon={IconSearchOff}
      title={props.segment === 'booked' ? 'Nobody is booked yet' : 'Everybody is booked'}
    >
      <p>
        {props.segment === 'booked'
          ? 'Open a lead and offer times, or book a meeting by hand.'
          : 'Add a lead to start the next conversation.'}
      </p>
      {showAll}
    </Empty>
  )
}
