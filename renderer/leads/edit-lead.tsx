import { Modal } from '@mantine/core'
import { useState } from 'react'
import type { LeadDetail } from '../../core/api/views'
import type { Lead } from '../../core/domain/lead'
import { useConsole } from '../state/use-console'
import { AnswerFields } from './answer-fields'
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

function Fields({ detail: { lead, questions }, onClose }: { detail: LeadDetail; onClose: () => void }) {
  const console = useConsole()
  const [text, setText] = useState(() => leadText(lead))
  const [answers, setAnswers] = useState(() => answersTo(questions, lead))
  return (
    <LeadForm
      text={text}
      onChange={setText}
      submitLabel="Save"
      save={(changes) =>
        console.changeLead('leads.update', { leadId: lead.id, changes: { ...changes, answers } })
      }
      onSaved={onClose}
      onCancel={onClose}
    >
      <AnswerFields answers={answers} onChange={setAnswers} />
    </LeadForm>
  )
}

/** Only what is asked now; the lead's other answers stay as they are. */
function answersTo(questions: readonly string[], { answers }: Lead): Lead['answers'] {
  return Object.fromEntries(questions.map((question) => [question, answers[question] ?? '']))
}
