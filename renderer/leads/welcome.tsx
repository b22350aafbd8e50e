import { Anchor, Button } from '@mantine/core'
import { IconFlask, IconPlugConnected } from '@tabler/icons-react'
import { toastError } from '../components/toast'
import { useConsole } from '../state/use-console'

/** The first run: try it with made-up leads, or connect the real provider. */
export function Welcome({
  onAdd,
  opening,
  onOpening,
}: {
  onAdd: () => void
  /** The sample workspace is being opened. */
  opening: boolean
  onOpening: (opening: boolean) => void
}) {
  const console = useConsole()

  const openSample = async () => {
    onOpening(true)
    const answer = await console.changeWorkspace('sample.open', {})
    if (answer.ok) {
      console.forgetDrafts()
      await console.readLeads()
    } else toastError(answer.error.message)
    onOpening(false)
  }

  return (
    <section className="welcome" aria-labelledby="welcome-title">
      <h2 id="welcome-title">Welcome to Slotkeeper</h2>
      <p className="dimmed">
        It reads what your leads answer and books the meeting when they accept a time. Your data stays on this
        computer.
      </p>
      <div className="welcome-ways">
        <div className="welcome-way">
          <IconFlask size={28} stroke={1.5} aria-hidden />
          <h3>Look around first</h3>
          <p>
            A sample workspace with made-up leads and providers that run inside the app. No account needed.
          </p>
          <Button loading={opening} onClick={() => void openSample()}>
            Open the sample workspace
          </Button>
        </div>
        <div className="welcome-way">
          <IconPlugConnected size={28} stroke={1.5} aria-hidden />
          <h3>Set up your own</h3>
          <p>Give Slotkeeper a token of your booking provider and say which meeting to book.</p>
          <Button
            variant="default"
            onClick={() => {
              console.showSettings('settings-provider')
            }}
          >
            Connect Calendly or GoHighLevel
          </Button>
        </div>
      </div>
      <Anchor component="button" type="button" onClick={onAdd}>
        Or add a lead by hand
      </Anchor>
    </section>
  )
}
