import { Button } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { dialogOf, useKeys } from '../shell/keys'
import { nextThatNeedsYou } from '../state/next-lead'
import { useConsole, useShown, useWorkspace } from '../state/use-console'
import { counted } from '../words'

/** Leads from one conversation that needs a person to the next, with `n` too. */
export function NextLead({ leadId }: { leadId: string }) {
  const console = useConsole()
  const { tasks } = useWorkspace()
  const leads = useShown((state) => state.leads)
  const isFromTasks = useShown((state) => state.view === 'tasks')
  const next = nextThatNeedsYou(leadId, isFromTasks ? { tasks } : { leads: leads ?? [] })

  const go = () => {
    if (next) console.openLead(next.leadId, 'tasks')
  }
  useKeys((event) => {
    if (event.key !== 'n' || event.ctrlKey || event.metaKey || event.repeat) return
    if (!dialogOf(event)?.matches('[data-lead-drawer]')) return
    event.preventDefault()
    go()
  })

  if (!next) return null
  return (
    <Button
      variant="default"
      rightSection={<IconArrowRight size={16} aria-hidden />}
      aria-label="Next lead that needs you"
      aria-keyshortcuts="n"
      title={`${counted(next.others, 'other lead needs', 'other leads need')} you`}
      onClick={go}
    >
      Next
    </Button>
  )
}
