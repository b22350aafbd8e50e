import { Modal } from '@mantine/core'
import { toast } from '../components/toast'
import { useConsole } from '../state/use-console'
import { LeadForm } from './lead-form'

export function AddLead({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const console = useConsole()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Add lead"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <LeadForm
        lead={null}
        submitLabel="Add lead"
        save={(input) => console.changeLead('leads.create', input)}
        onSaved={(detail) => {
          onClose()
          toast(`${detail.row.name} was added.`)
          console.openLead(detail.lead.id)
        }}
        onCancel={onClose}
      />
    </Modal>
  )
}
