import { Button, TextInput } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { useState } from 'react'
import { tooLong } from '../components/form-errors'
import { Notice } from '../components/notice'
import { Live } from '../components/live'
import { useOneAtATime } from '../components/one-at-a-time'
import { useConsole, useWorkspace } from '../state/use-console'

/** In characters, as the contract has it. */
const LIMIT = 1600

const quickReplies = ['the second one works', 'Tuesday works', 'yes', 'none of these, sorry']

/** In the sample workspace only: plays the lead, so that one can see what Slotkeeper does. */
export function ReplyAsLead({ leadId }: { leadId: string }) {
  const console = useConsole()
  const { sample } = useWorkspace().settings
  const [text, setText] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [busy, run] = useOneAtATime()
  if (!sample) return null
  const isTooLong = text.trim().length > LIMIT

  const reply = (words: string) =>
    run(async () => {
      if (!words.trim() || words.trim().length > LIMIT) return
      const answer = await console.client.call('sample.replyAsLead', { leadId, text: words })
      setError(answer.ok ? null : answer.error.message)
      if (answer.ok) setText('')
      void console.readLead()
    })

  return (
    <form
      className="as-lead"
      aria-label="Reply as the lead"
      onSubmit={(event) => {
        event.preventDefault()
        void reply(text)
      }}
    >
      <div className="as-lead-title">
        <IconFlask size={16} aria-hidden /> Sample only: reply as the lead
      </div>
      <div className="as-lead-quick">
        {quickReplies.map((words) => (
          <Button
            key={words}
            size="compact-xs"
            variant="default"
            disabled={busy}
            onClick={() => void reply(words)}
          >
            {words}
          </Button>
        ))}
      </div>
      <div className="as-lead-own">
        <TextInput
          size="xs"
          aria-label="Words of the lead"
          placeholder="Or in your own words"
          value={text}
          error={isTooLong ? tooLong(LIMIT) : undefined}
          onChange={(event) => {
            setText(event.currentTarget.value)
          }}
        />
        <Button size="xs" type="submit" variant="light" loading={busy} disabled={!text.trim() || isTooLong}>
          Reply as lead
        </Button>
      </div>
      <Live>{error === null ? null : <Notice tone="bad">{error}</Notice>}</Live>
    </form>
  )
}
