import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useState, type ReactNode, type SyntheticEvent } from 'react'
import type { Answer } from '../../core/api/contract'
import type { LeadInput } from '../../core/api/methods/lead-methods'
import type { LeadDetail } from '../../core/api/views'
import type { Lead } from '../../core/domain/lead'
import { errorAt, fieldErrors, type FieldErrors } from '../components/form-errors'
import { Notice } from '../components/notice'
import { Live } from '../components/live'
import { ZoneSelect } from '../components/zone-select'
import type { LeadText } from '../state/drafts'

interface Props {
  text: LeadText
  onChange: (text: LeadText) => void
  submitLabel: string
  save: (input: LeadInput) => Promise<Answer<LeadDetail>>
  onSaved: (detail: LeadDetail) => void
  onCancel: () => void
  /** Further fields, whose values are the caller's. */
  children?: ReactNode
}

export const EMPTY_LEAD: LeadText = {
  firstName: '',
  lastName: '',
  company: '',
  emails: '',
  phones: '',
  zone: '',
}

/** A lead as it stands in the form. */
export function leadText(lead: Lead): LeadText {
  return {
    firstName: lead.firstName,
    lastName: lead.lastName,
    company: lead.company,
    emails: lead.emails.join(', '),
    phones: lead.phones.join(', '),
    zone: lead.zone?.name ?? '',
  }
}

/** What an operator may write on a lead. The core judges it; its findings stand at the fields. */
export function LeadForm({ text, onChange, submitLabel, save, onSaved, onCancel, children }: Props) {
  const [errors, setErrors] = useState<FieldErrors>({})
  const [message, setMessage] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault()
    if (saving) return
    const input = {
      firstName: text.firstName,
      lastName: text.lastName,
      company: text.company,
      emails: listed(text.emails),
      phones: listed(text.phones).map((phone) => phone.replace(/[\s().-]/g, '')),
      zone: text.zone.trim() || null,
    }
    if (isNobody(input)) {
      setErrors({ firstName: 'Enter a name, an e-mail or a phone number.' })
      setMessage(null)
      return
    }
    setSaving(true)
    const answer = await save(input)
    setSaving(false)
    if (answer.ok) {
      onSaved(answer.value)
      return
    }
    const found = fieldErrors(answer.error)
    setErrors(found)
    setMessage(Object.keys(found).length > 0 ? null : answer.error.message)
  }

  const field = (path: string) => errorAt(errors, path) ?? errorAt(errors, `changes.${path}`)
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="sm">
        <Group grow align="flex-start">
          <TextInput
            label="First name"
            data-autofocus
            value={text.firstName}
            onChange={(event) => {
              onChange({ ...text, firstName: event.currentTarget.value })
            }}
            error={field('firstName')}
          />
          <TextInput
            label="Last name"
            value={text.lastName}
            onChange={(event) => {
              onChange({ ...text, lastName: event.currentTarget.value })
            }}
            error={field('lastName')}
          />
        </Group>
        <TextInput
          label="Company"
          value={text.company}
          onChange={(event) => {
            onChange({ ...text, company: event.currentTarget.value })
          }}
          error={field('company')}
        />
        <TextInput
          label="E-mail"
          description="Calendly needs one. Separate several with commas."
          value={text.emails}
          onChange={(event) => {
            onChange({ ...text, emails: event.currentTarget.value })
          }}
          error={field('emails')}
        />
        <TextInput
          label="Phone"
          description="With the country code, such as +1 212 555 0134."
          value={text.phones}
          onChange={(event) => {
            onChange({ ...text, phones: event.currentTarget.value })
          }}
          error={field('phones')}
        />
        <ZoneSelect
          label="Time zone"
          description="Times are offered in the lead’s zone. Leave it empty when you do not know it."
          clearable
          value={text.zone}
          onChange={(zone) => {
            onChange({ ...text, zone })
          }}
          error={field('zone')}
        />
        {children}
        <Live>{message === null ? null : <Notice tone="bad">{message}</Notice>}</Live>
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={saving}>
            {submitLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Nobody could be found again, or reached, under nothing at all. */
function isNobody({ firstName, lastName, emails, phones }: LeadInput): boolean {
  return !firstName.trim() && !lastName.trim() && emails.length === 0 && phones.length === 0
}

function listed(text: string): string[] {
  return text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
}
