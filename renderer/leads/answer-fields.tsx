import { Fieldset, Stack, Text, Textarea } from '@mantine/core'
import type { Lead } from '../../core/domain/lead'

interface Props {
  /** By the question's exact text; empty while there is none. */
  answers: Lead['answers']
  onChange: (answers: Lead['answers']) => void
}

/** What a booking must answer, each question in its own words (C4). */
export function AnswerFields({ answers, onChange }: Props) {
  const fields = Object.entries(answers)
  if (fields.length === 0) return null
  return (
    <Fieldset legend="Booking questions">
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          The event type asks these before it can be booked. Leave one empty while you do not know the answer.
        </Text>
        {fields.map(([question, answer]) => (
          <Textarea
            key={question}
            label={question}
            autosize
            minRows={1}
            maxRows={4}
            maxLength={1000}
            value={answer}
            onChange={(event) => {
              onChange({ ...answers, [question]: event.currentTarget.value })
            }}
          />
        ))}
      </Stack>
    </Fieldset>
  )
}
