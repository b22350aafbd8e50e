import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { Notice } from '../components/notice'
import { Live } from '../components/live'
import { useOneAtATime } from '../components/one-at-a-time'
import { useConsole } from '../state/use-console'
import { AreYouSure } from './are-you-sure'
import { Section } from './section'

/** The way out of the sample workspace (W7). */
export function SampleSection() {
  const console = useConsole()
  const [asking, ask] = useDisclosure(false)
  const [error, setError] = useState<string | null>(null)
  const [busy, run] = useOneAtATime()

  const leave = () =>
    run(async () => {
      const answer = await console.changeWorkspace('sample.leave', {})
      ask.close()
      if (!answer.ok) {
        setError(answer.error.message)
        return
      }
      console.forgetDrafts()
      await console.readLeads()
      console.show('leads')
    })

  return (
    <Section
      id="settings-sample"
      title="Sample workspace"
      about="Everything here is made up, and the providers run inside the app. Leave it to set up your own workspace."
    >
      <div>
        <Button variant="default" size="sm" onClick={ask.open}>
          Leave the sample workspace
        </Button>
      </div>
      <Live>{error === null ? null : <Notice tone="bad">{error}</Notice>}</Live>
      <AreYouSure
        opened={asking}
        title="Leave the sample workspace?"
        keep="Stay"
        onKeep={ask.close}
        go="Leave and remove"
        onGo={() => void leave()}
        busy={busy}
      >
        <p>The made-up leads, messages and meetings are removed, and you start with an empty workspace.</p>
      </AreYouSure>
    </Section>
  )
}
