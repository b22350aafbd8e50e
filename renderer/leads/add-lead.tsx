import { Modal } from '@mantine/core'
import { toast } from '../components/toast'
import { useConsole, useShown } from '../state/use-console'
import { EMPTY_LEAD, LeadForm } from './lead-form'

/** Adds a lead. What was typed stays when the form is closed with Esc; Cancel forgets it. */
export function AddLead({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const console = useConsole()
  const draft = useShown((state) => state.newLead)
  const close = () => {
    console.setNewLead(null)
    onClose()
  }
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Add lead"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <LeadForm
        text={draft ?? EMPTY_LEAD}
        onChange={console.setNewLead}
        submitLabel="Add lead"
        save={(input) => console.changeLead('leads.create', input)}
        onSaved={(detail) => {
          close()
          toast(`${detail.row.name} was added.`)
          console.openLead(detail.lead.id)
        }}
        onCancel={close}
      />
    </Modal>
  )
}
