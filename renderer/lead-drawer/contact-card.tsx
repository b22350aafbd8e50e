import { Button, Switch } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPencil } from '@tabler/icons-react'
import type { LeadDetail } from '../../core/api/views'
import { Copyable } from '../components/copy'
import { useOneAtATime } from '../components/one-at-a-time'
import { toastError } from '../components/toast'
import { EditLead } from '../leads/edit-lead'
import { useConsole } from '../state/use-console'
import { CHANNEL_LABELS, ZONE_SOURCES } from '../words'
import { Card, Fact } from './card'

/** How the lead can be reached, and whether Slotkeeper may book for it. */
export function ContactCard({ detail }: { detail: LeadDetail }) {
  const console = useConsole()
  const { lead } = detail
  const [editing, edit] = useDisclosure(false)
  const [saving, run] = useOneAtATime()

  const setAutoBook = (autoBook: boolean) =>
    run(async () => {
      const answer = await console.changeLead('leads.setAutoBook', { leadId: lead.id, autoBook })
      if (!answer.ok) toastError(answer.error.message)
    })

  return (
    <Card
      title="Contact"
      aside={
        <Button
          data-place="edit"
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPencil size={14} aria-hidden />}
          onClick={edit.open}
        >
          Edit
        </Button>
      }
    >
      <dl className="facts">
        <Fact name="E-mail">
          {lead.emails.length === 0 ? <span className="dimmed">None. Calendly needs one.</span> : null}
          {lead.emails.map((email) => (
            <Copyable key={email} text={email} what="e-mail address" />
          ))}
        </Fact>
        <Fact name="Phone">
          {lead.phones.length === 0 ? <span className="dimmed">None</span> : null}
          {lead.phones.map((phone) => (
            <Copyable key={phone} text={phone} what="phone number" />
          ))}
        </Fact>
        <Fact name="Time zone">
          {lead.zone ? (
            <>
              {lead.zone.name} <span className="dimmed">{ZONE_SOURCES[lead.zone.source]}</span>
            </>
          ) : (
            <span className="dimmed">Not known</span>
          )}
        </Fact>
        {lead.optOuts.length > 0 ? (
          <Fact name="No messages by">
            {lead.optOuts.map((channel) => CHANNEL_LABELS[channel]).join(', ')}
          </Fact>
        ) : null}
        {lead.tags.length > 0 ? <Fact name="Tags">{lead.tags.join(', ')}</Fact> : null}
      </dl>
      <Answers detail={detail} />
      <Switch
        label="Book this lead automatically"
        description="When off, its replies are read and explained only."
        checked={lead.autoBook}
        disabled={saving}
        onChange={(event) => void setAutoBook(event.currentTarget.checked)}
      />
      <EditLead detail={detail} opened={editing} onClose={edit.close} />
    </Card>
  )
}

/** What a booking must answer, and what the lead's answers are (C4). */
function Answers({ detail: { lead, questions } }: { detail: LeadDetail }) {
  if (questions.length === 0) return null
  return (
    <>
      <h4 className="card-subtitle">Booking questions</h4>
      <dl className="answers">
        {questions.map((question) => (
          <div key={question}>
            <dt>{question}</dt>
            <dd>{lead.answers[question] ?? <span className="dimmed">No answer yet</span>}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
