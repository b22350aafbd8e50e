import { ActionIcon, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { toast } from './toast'
import './components.css'

/** Text with a button that copies it. The text can be selected by hand too. */
export function Copyable({ text, what }: { text: string; what: string }) {
  const [copied, setCopied] = useState(false)
  const shown = useRef<HTMLSpanElement>(null)

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
    } catch {
      // The page may not write to the clipboard. What remains is one key for the operator.
      if (shown.current) window.getSelection()?.selectAllChildren(shown.current)
      toast(`The ${what} is selected. Press Ctrl+C or ⌘C to copy it.`)
      return
    }
    setCopied(true)
    setTimeout(() => {
      setCopied(false)
    }, 1500)
  }

  return (
    <span className="copyable">
      <span ref={shown} className="copyable-text">
        {text}
      </span>
      <Tooltip label={copied ? 'Copied' : `Copy ${what}`}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          onClick={() => void copy()}
          aria-label={copied ? `Copied ${what}` : `Copy ${what}`}
        >
          {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
        </ActionIcon>
      </Tooltip>
    </span>
  )
}
