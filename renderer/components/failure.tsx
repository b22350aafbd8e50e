import { Button } from '@mantine/core'
import { IconMoodSad } from '@tabler/icons-react'
import { Component, type ReactNode } from 'react'
import { Empty } from './empty'

/** Catches what a view throws, so that the operator sees a sentence and not an empty window. */
export class Failure extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <div className="screen" role="alert">
        <Empty icon={IconMoodSad} title="The console has stumbled">
          <p>Nothing is lost: your data is kept by the app, not by this window.</p>
          <Button
            onClick={() => {
              window.location.reload()
            }}
          >
            Load the console again
          </Button>
        </Empty>
      </div>
    )
  }
}
