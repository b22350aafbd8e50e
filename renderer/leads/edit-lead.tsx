import { Modal } from '@mantine/core'
import { useState } from 'react'
import type { LeadDetail } from '../../core/api/views'
import { useConsole } from '../state/use-console'
import { LeadForm, leadText } from './lead-form'

/** Changes what is known of a lead, over its drawer. */
export function EditLead({
  detail,
  opened,
  onClose,
}: {
  detail: LeadDetail
  opened: boolean
  onClose: () => void
}) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`Edit ${detail.row.name}`}
      size="lg"
      zIndex={300}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Fields detail={detail} onClose={onClose} />
    </Modal>
  )
}

function Fields({ detail: { lead }, onClose }: { detail: LeadDetail; onClose: () => void }) {
  const console = useConsole()
  const [text, setText] = useState(() => leadText(lead))
  return (
    <LeadForm
      text={text}
      onChange={setText}
      submitLabel="Save"
      save={(changes) => console.changeLead('leads.update', { leadId: lead.id, changes })}
      onSaved={onClose}
      onCancel={onClose}
    />
  )
}
