import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useState, type SyntheticEvent } from 'react'
import type { Answer, LeadInput } from '../../core/api/contract'
import type { LeadDetail } from '../../core/api/views'
import type { Lead } from '../../core/domain/lead'
import { errorAt, fieldErrors, type FieldErrors } from '../components/form-errors'
import { Notice } from '../components/notice'
import { Live } from '../components/live'
import { ZoneSelect } from '../components/zone-select'

interface Props {
  /** The lead to change; null for a new one. */
  lead: Lead | null
  submitLabel: string
  save: (input: LeadInput) => Promise<Answer<LeadDetail>>
  onSaved: (detail: LeadDetail) => void
  onCancel: () => void
}

/** What an operator may write on a lead. The core judges it; its findings stand at the fields. */
export function LeadForm({ lead, submitLabel, save, onSaved, onCancel }: Props) {
  const [firstName, setFirstName] = useState(lead?.firstName ?? '')
  const [lastName, setLastName] = useState(lead?.lastName ?? '')
  const [company, setCompany] = useState(lead?.company ?? '')
  const [emails, setEmails] = useState(lead?.emails.join(', ') ?? '')
  const [phones, setPhones] = useState(lead?.phones.join(', ') ?? '')
  const [zone, setZone] = useState(lead?.zone?.name ?? null)
  const [errors, setErrors] = useState<FieldErrors>({})
  const [message, setMessage] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault()
    if (saving) return
    setSaving(true)
    const answer = await save({
      firstName,
      lastName,
      company,
      emails: listed(emails),
      phones: listed(phones).map((phone) => phone.replace(/[\s().-]/g, '')),
      zone,
    })
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
            value={firstName}
            onChange={(event) => {
              setFirstName(event.currentTarget.value)
            }}
            error={field('firstName')}
          />
          <TextInput
            label="Last name"
            value={lastName}
            onChange={(event) => {
              setLastName(event.currentTarget.value)
            }}
            error={field('lastName')}
          />
        </Group>
        <TextInput
          label="Company"
          value={company}
          onChange={(event) => {
            setCompany(event.currentTarget.value)
          }}
          error={field('company')}
        />
        <TextInput
          label="E-mail"
          description="Calendly needs one. Separate several with commas."
          value={emails}
          onChange={(event) => {
            setEmails(event.currentTarget.value)
          }}
          error={field('emails')}
        />
        <TextInput
          label="Phone"
          description="With the country code, such as +1 212 555 0134."
          value={phones}
          onChange={(event) => {
            setPhones(event.currentTarget.value)
          }}
          error={field('phones')}
        />
        <ZoneSelect
          label="Time zone"
          description="Times are offered in the lead’s zone. Leave it empty when you do not know it."
          clearable
          value={zone}
          onChange={setZone}
          error={field('zone')}
        />
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

function listed(text: string): string[] {
  return text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
}
